import { doErrands, errandHandlers } from "@portico/billing";
import type { WorkNeeds } from "./start-work.ts";
import { startWorker, type Worker } from "./worker.ts";

/** Does at Stripe what our rows ask for. */
export function startErrands({ db, now, log }: WorkNeeds): Worker {
  const handlers = errandHandlers();
  const onFailure = (errand: object, error: unknown) =>
    log.error({ ...errand, error }, "an errand failed");
  return startWorker({
    work: () => doErrands({ db, now, onFailure }, handlers),
    onError: (error) => log.error({ error }, "no errand could be done"),
  });
}
