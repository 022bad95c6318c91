import type { Database } from "../database.ts";
import { notices } from "../schema.ts";

export type NoticeRow = typeof notices.$inferInsert;

/** In the transaction of the change itself. What was kept before is not kept again. */
export async function keepNotices(tx: Database, rows: NoticeRow[]) {
  if (rows.length > 0) await tx.insert(notices).values(rows).onConflictDoNothing();
}
