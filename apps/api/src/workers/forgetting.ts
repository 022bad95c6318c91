import { dropOldPayloads } from "@portico/billing";
import { dropPayloads } from "@portico/db";
import { every } from "./every.ts";
import type { WorkNeeds } from "./start-work.ts";

const EVERY_MS = 60 * 60_000;

/** Empties letters that are older than anybody needs them. */
export function startForgetting({ db, now, log, settings }: WorkNeeds): () => Promise<void> {
  const { retentionDays } = settings;
  return every({
    milliseconds: EVERY_MS,
    async work() {
      await dropOldPayloads({
        retentionDays,
        now,
        dropPayloads: (before, limit) => dropPayloads(db, before, limit),
      });
    },
    onError: (error) => log.warn({ error }, "old letters could not be emptied"),
  });
}
