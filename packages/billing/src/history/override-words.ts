import type { OverrideSaid } from "@portico/db";
import { day } from "../words/index.ts";
import type { Wording } from "./fact.ts";

export const overrideWords: Wording<OverrideSaid> = {
  began: (says) => `Was given ${giftInWords(says)}.`,
  ended: (says) => `What was given is over: ${thing(says)}.`,
  facts: [
    {
      name: "end of what was given",
      of: (says) => says.endsAt,
      sentence: (_, now) =>
        `What was given ${now.endsAt ? `ends on ${day(now.endsAt)}` : "stays for good"}: ${thing(now)}.`,
    },
  ],
};

/** "the plan team until 1 March 2027, because they help us test" */
export function giftInWords(says: OverrideSaid): string {
  const until = says.endsAt ? ` until ${day(says.endsAt)}` : "";
  return `${thing(says)}${until}, because: ${says.reason}`;
}

function thing({ gives }: OverrideSaid): string {
  if ("plan" in gives) return `the plan ${gives.plan}`;
  if ("feature" in gives) return `the feature ${gives.feature}`;
  return `a limit of ${gives.value} ${gives.limit}`;
}
