import { doErrands, errandHandlers } from "@portico/billing";
import { countClerkMembers } from "../clerk-members.ts";
import type { WorkNeeds } from "./start-work.ts";
import { startWorker, type Worker } from "./worker.ts";

const ERRANDS_AT_ONCE = 100;

/** Does at Stripe what our rows ask for. */
export function startErrands(
  { db, stripe, catalog, now, log, settings }: WorkNeeds,
  onChange: () => void,
): Worker {
  const handlers = errandHandlers({
    db,
    stripe,
    now,
    monotonic: () => performance.now(),
    tells: settings.hostWebhook !== null,
    catalog,
    graceDays: settings.graceDays,
    countMembers: countClerkMembers(settings.clerk),
    ...settings.policy,
  });
  const onFailure = (errand: object, error: unknown) =>
    log.error({ ...errand, error }, "an errand failed");
  return startWorker({
    most: ERRANDS_AT_ONCE,
    async work(most) {
      const done = await doErrands({ db, now, onFailure }, handlers, most);
      if (done > 0) onChange();
      return done;
    },
    onError: (error) => log.error({ error }, "no errand could be done"),
  });
}
