import { createHostWebhook, tellHost } from "@portico/billing";
import type { Database } from "@portico/db";
import type { Logger } from "./log.ts";
import type { HostWebhookSettings } from "./settings.ts";
import { startWorker, type Worker } from "./worker.ts";

interface TellingNeeds {
  hostWebhook: HostWebhookSettings;
  db: Database;
  now(): Date;
  log: Logger;
}

/** A worker of its own, so that a slow host holds up no letter. */
export function startTelling({ hostWebhook, db, now, log }: TellingNeeds): Worker {
  const listeners = [createHostWebhook({ ...hostWebhook, now })];
  const onFailure = (notice: object, error: unknown) =>
    log.error({ ...notice, error }, "the host was not told");
  return startWorker({
    work: () => tellHost({ db, listeners, now, onFailure }),
    onError: (error) => log.error({ error }, "the host could not be told of anything"),
  });
}
