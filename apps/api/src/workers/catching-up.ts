import { catchUp } from "@portico/billing";
import { every } from "./every.ts";
import type { WorkNeeds } from "./start-work.ts";

const EVERY_MS = 5 * 60_000;

/** Looks now and then for events that Stripe could not deliver. */
export function startCatchingUp(
  { db, stripe, now, log, settings }: WorkNeeds,
  onLetters: () => void,
): () => Promise<void> {
  const { livemode } = settings.stripe;
  return every({
    milliseconds: EVERY_MS,
    async work() {
      const found = await catchUp({ db, stripe, livemode, now });
      if (found === 0) return;
      log.info({ found }, "took in events that could not be delivered");
      onLetters();
    },
    onError: (error) => log.warn({ error }, "Stripe's undelivered events could not be looked up"),
  });
}
