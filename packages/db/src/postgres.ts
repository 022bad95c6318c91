import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { OpenDatabase } from "./database.ts";
import { listenPostgres } from "./listen.ts";
import * as schema from "./schema.ts";

/** Any PostgreSQL. A lost connection is told to `onLost` and never ends the process. */
export function openPostgres(url: string, onLost: (error: Error) => void): OpenDatabase {
  const pool = createPool(url, onLost);
  return {
    db: drizzle(pool, { schema }),
    listen: (ears) => listenPostgres(url, ears),
    close: () => pool.end(),
  };
}

export function createPool(url: string, onLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
    application_name: "portico",
  });
  pool.on("error", onLost);
  // The pool listens to idle clients only; one that is lost while checked out would throw.
  pool.on("connect", (client) => client.on("error", onLost));
  return pool;
}
