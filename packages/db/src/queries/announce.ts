import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";

/** Where whoever listens hears of changes. */
export const CHANNEL = "portico";

/** Tells whoever watches these organizations or people that something about them changed. Heard after the commit, and never without one. */
export async function announce(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return;
  await db.execute(sql`select pg_notify(${CHANNEL}, id) from unnest(${sql.param(ids)}::text[]) id`);
}
