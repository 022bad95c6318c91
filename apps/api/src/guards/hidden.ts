import { METRICS_TOKEN, OPERATOR_TOKEN } from "../testing.ts";

/** An address that is there for one token alone. To everybody else it must not seem to be there at all. */
export interface HiddenAddress {
  name: string;
  path: string;
  token: string;
  /** From this machine alone, and never from a page or through a proxy. */
  fromHereAlone: boolean;
}

export const HIDDEN: HiddenAddress[] = [
  {
    name: "the operator's way in",
    path: "/operator/letters.list?input=%7B%22state%22%3A%22dead%22%7D",
    token: OPERATOR_TOKEN,
    fromHereAlone: true,
  },
  { name: "the metrics", path: "/metrics", token: METRICS_TOKEN, fromHereAlone: false },
];
