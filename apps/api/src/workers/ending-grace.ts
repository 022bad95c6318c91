import { endGrace } from "@portico/billing";
import { every } from "./every.ts";
import type { WorkNeeds } from "./start-work.ts";

const EVERY_MS = 60_000;
/** Longer than any of us was away, and shorter than what was told is remembered. */
const LOOKS_BACK_MS = 7 * 24 * 60 * 60_000;
/** What somebody else was just writing is looked at again. */
const OVERLAP_MS = 5 * EVERY_MS;

/** Notices when the time to pay is over. */
export function startEndingGrace({ db, now, log, settings }: WorkNeeds): () => Promise<void> {
  const { graceDays, hostWebhook } = settings;
  const needs = { db, now, graceDays, tells: hostWebhook !== null };
  let since = new Date(now().getTime() - LOOKS_BACK_MS);
  return every({
    milliseconds: EVERY_MS,
    async work() {
      const next = new Date(now().getTime() - OVERLAP_MS);
      await endGrace(needs, since);
      since = next;
    },
    onError: (error) => log.warn({ error }, "late payments could not be looked at"),
  });
}
