import { type Answer, problemOf, PROBLEMS } from "./envelope.ts";
import type { Reception } from "./reception.ts";
import type { Route } from "./routes.ts";

interface Envelope {
  header(name: string): string | null;
  /** What is in it, if the sender stays until its end. */
  open(): Promise<Buffer | null>;
}

/** Takes letters without a Request and a Response, which cost as much as all the rest of a receipt. */
export interface LetterBox {
  path: string;
  largestBody: number;
  post(envelope: Envelope): Promise<Answer>;
}

export function letterBoxesOf(routes: Route[], receive: Reception): LetterBox[] {
  return routes.flatMap(({ path, largestBody, hear }) => {
    if (!hear) return [];
    const post: LetterBox["post"] = async ({ header, open }) => {
      const inboundId = header("x-request-id");
      const { requestId, log, headers, answered } = receive({ method: "POST", path, inboundId });
      const answer = await open()
        .then((body) => hear({ requestId, signature: header("stripe-signature") ?? "", body }))
        .catch((error: unknown) => {
          log.refused(error);
          return problemOf(requestId, PROBLEMS.unexpected);
        });
      answered(answer.status);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    };
    return { path, largestBody, post };
  });
}
