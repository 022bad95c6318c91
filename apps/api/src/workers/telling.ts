import { createHostWebhook, tellHost } from "@portico/billing";
import type { HostWebhookSettings } from "../settings/host-webhook.ts";
import type { WorkNeeds } from "./start-work.ts";
import { startWorker, type Worker } from "./worker.ts";

interface TellingNeeds extends Pick<WorkNeeds, "db" | "now" | "log"> {
  hostWebhook: HostWebhookSettings;
}

const ORGANIZATIONS_AT_ONCE = 1_000;

/** Tells the host what changed. */
export function startTelling({ hostWebhook, db, now, log }: TellingNeeds): Worker {
  const listeners = [createHostWebhook({ ...hostWebhook, now })];
  const onFailure = (notice: object, error: unknown) =>
    log.error({ ...notice, error }, "the host was not told");
  return startWorker({
    most: ORGANIZATIONS_AT_ONCE,
    work: (most) => tellHost({ db, listeners, now, onFailure }, most),
    onError: (error) => log.error({ error }, "the host could not be told of anything"),
  });
}
