import type { OperatorNeeds } from "@portico/billing";
import {
  historyOf,
  historyUntil,
  knowsOrganization,
  lettersIn,
  planNames,
  reviveLetters,
} from "@portico/db";
import type { AppDeps } from "../deps.ts";

/** What an operator's questions ask of the world; the same in the running API and beside it. */
export function operatorNeeds({ db, now }: Pick<AppDeps, "db" | "now">): OperatorNeeds {
  return {
    db,
    lettersIn: (state, after, limit) => lettersIn(db, state, after, limit),
    reviveLetters: (id, at) => reviveLetters(db, id, at),
    knowsOrganization: (organization) => knowsOrganization(db, organization),
    historyOf: (organization, page) => historyOf(db, organization, page),
    historyUntil: (organization, at) => historyUntil(db, organization, at),
    planNames: (products) => planNames(db, products),
    now,
  };
}
