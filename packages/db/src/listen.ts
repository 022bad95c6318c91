import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { CHANNEL } from "./queries/announce.ts";

export interface Ears {
  heard(id: string): void;
  /** From now on we hear; what was announced before may have been missed. */
  listening(): void;
  /** We hear nothing until we are listening again, and try to. */
  lost(error: unknown): void;
}

/** Stops listening. */
export type Stop = () => Promise<void>;

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const PATIENCE_MS = 5_000;

export function listenEmbedded(client: PGlite, ears: Ears): Stop {
  const listening = client.listen(CHANNEL, ears.heard);
  listening.then(ears.listening, ears.lost);
  return async () => (await listening)();
}

/** On a connection of its own, which is made anew whenever it is lost. */
export function listenPostgres(url: string, ears: Ears): Stop {
  const stopped = new AbortController();
  const running = listenOn();
  return () => {
    stopped.abort();
    return running;
  };

  async function listenOn() {
    let wait = FIRST_WAIT_MS;
    const listening = () => {
      wait = FIRST_WAIT_MS;
      ears.listening();
    };
    while (!stopped.signal.aborted) {
      await listenOnce(url, { ...ears, listening }, stopped.signal);
      await pause(wait, undefined, stopped).catch(() => {});
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

async function listenOnce(url: string, { heard, listening, lost }: Ears, stopped: AbortSignal) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
    // A server that is gone without a word is missed within seconds.
    keepAliveInitialDelayMillis: PATIENCE_MS,
    application_name: "portico",
  });
  client.on("notification", ({ payload }) => heard(payload ?? ""));
  // It may tell of its loss more than once, and whoever is not listened to throws.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    listening();
    await once(client, "end", { signal: stopped });
    throw new Error("The connection ended.");
  } catch (error) {
    if (!stopped.aborted) lost(error);
  } finally {
    await client.end().catch(() => {});
  }
}
