import type { OperatorNeeds } from "@portico/billing";
import { lettersIn, reviveLetters } from "@portico/db";
import type { AppDeps } from "../deps.ts";

/** What an operator's questions ask of the world; the same in the running API and beside it. */
export function operatorNeeds({ db, now }: Pick<AppDeps, "db" | "now">): OperatorNeeds {
  return {
    lettersIn: (state, after, limit) => lettersIn(db, state, after, limit),
    reviveLetters: (id, at) => reviveLetters(db, id, at),
    now,
  };
}
