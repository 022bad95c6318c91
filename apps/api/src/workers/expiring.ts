import { expireCredits } from "@portico/billing";
import { every } from "./every.ts";
import type { WorkNeeds } from "./start-work.ts";

const EVERY_MS = 60_000;

/** Writes down what expired. Nobody could spend it any more before that. */
export function startExpiring({ db, now, log }: WorkNeeds): () => Promise<void> {
  return every({
    milliseconds: EVERY_MS,
    async work() {
      while ((await expireCredits({ db, now })) > 0);
    },
    onError: (error) => log.error({ error }, "credits could not expire"),
  });
}
