import { dropOld } from "@portico/billing";
import { dropDoneErrands, dropPayloads, dropToldNotices } from "@portico/db";
import { every } from "./every.ts";
import type { WorkNeeds } from "./start-work.ts";

const EVERY_MS = 60 * 60_000;

/** Empties letters, and drops what the host was told and what was done at Stripe, when they are older than anybody needs them. */
export function startForgetting({ db, now, log, settings }: WorkNeeds): () => Promise<void> {
  const { retentionDays } = settings;
  return every({
    milliseconds: EVERY_MS,
    async work() {
      for (const each of [dropPayloads, dropToldNotices, dropDoneErrands])
        await dropOld({ retentionDays, now, drop: (before, limit) => each(db, before, limit) });
    },
    onError: (error) => log.warn({ error }, "what is old could not be dropped"),
  });
}
