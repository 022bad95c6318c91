import { setTimeout as wait } from "node:timers/promises";
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
import { pacedStripe } from "../work/paced-stripe.ts";

type World = Pick<AppDeps, "db" | "settings" | "now">;

/** What an operator's questions ask of the world; the same in the running API and beside it. */
export function operatorNeeds({ db, settings, now }: World): OperatorNeeds {
  return {
    db,
    prepareSync: (share, tells) => ({
      db,
      stripe: pacedStripe(settings, db, share),
      now,
      monotonic: () => performance.now(),
      wait: (milliseconds) => wait(milliseconds),
      // Without a host to tell, what is to be told would wait for ever.
      tells: tells && settings.hostWebhook !== null,
    }),
    lettersIn: (state, after, limit) => lettersIn(db, state, after, limit),
    reviveLetters: (id, at) => reviveLetters(db, id, at),
    knowsOrganization: (organization) => knowsOrganization(db, organization),
    historyOf: (organization, page) => historyOf(db, organization, page),
    historyUntil: (organization, at) => historyUntil(db, organization, at),
    planNames: (products) => planNames(db, products),
    now,
  };
}
