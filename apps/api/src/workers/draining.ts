import { drainInbox } from "@portico/billing";
import { startWorker, type Worker } from "./worker.ts";
import type { WorkNeeds } from "./start-work.ts";

const CUSTOMERS_AT_ONCE = 250;

/** Answers Stripe's letters as they come. */
export function startDraining(
  { db, stripe, catalog, now, log, settings }: WorkNeeds,
  onChange: () => void,
): Worker {
  const needs = {
    db,
    stripe,
    catalog,
    now,
    monotonic: () => performance.now(),
    tells: settings.hostWebhook !== null,
    graceDays: settings.graceDays,
    onFailure: (subject: string, error: unknown) =>
      log.error({ subject, error }, "letters could not be answered yet"),
  };
  return startWorker({
    most: CUSTOMERS_AT_ONCE,
    async work(most) {
      const answered = await drainInbox(needs, most);
      if (answered > 0) onChange();
      return answered;
    },
    onError: (error) => log.error({ error }, "the inbox could not be drained"),
  });
}
