import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Ears, Stop } from "./listen.ts";
import type * as schema from "./schema.ts";

/** A connection or a transaction, embedded or not: every query in this package takes one. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface OpenDatabase {
  db: Database;
  /** Hears what is announced. */
  listen(ears: Ears): Stop;
  close(): Promise<void>;
}
