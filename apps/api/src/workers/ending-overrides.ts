import { expireOverrides } from "@portico/billing";
import { every } from "./every.ts";
import type { WorkNeeds } from "./start-work.ts";

const EVERY_MS = 10_000;

/** Notices when what was given until a date is over. */
export function startEndingOverrides({ db, now, log, settings }: WorkNeeds): () => Promise<void> {
  const { graceDays, hostWebhook } = settings;
  const needs = { db, now, graceDays, tells: hostWebhook !== null };
  return every({
    milliseconds: EVERY_MS,
    async work() {
      while ((await expireOverrides(needs)) > 0);
    },
    onError: (error) => log.error({ error }, "what was given could not end"),
  });
}
