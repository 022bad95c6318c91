import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { only } from "../only.ts";
import { errands, inbox, notices } from "../schema.ts";

export interface Figures {
  letters: { open: number; dead: number; oldestOpen: Date | null };
  notices: { open: number; dead: number };
  errands: { open: number; dead: number; dueSince: Date | null };
}

/** How much waits, and how much was given up. */
export async function readFigures(db: Database): Promise<Figures> {
  const rows = await db
    .select({
      open: count(sql`${inbox} where ${inbox.doneAt} is null and ${inbox.deadAt} is null`),
      dead: count(sql`${inbox} where ${inbox.deadAt} is not null`),
      oldestOpen: sql`(select min(${inbox.receivedAt}) from ${inbox}
        where ${inbox.doneAt} is null and ${inbox.deadAt} is null)`.mapWith(inbox.receivedAt),
      openNotices: count(
        sql`${notices} where ${notices.doneAt} is null and ${notices.deadAt} is null`,
      ),
      deadNotices: count(sql`${notices} where ${notices.deadAt} is not null`),
      openErrands: count(
        sql`${errands} where ${errands.doneAt} is null and ${errands.deadAt} is null`,
      ),
      deadErrands: count(sql`${errands} where ${errands.deadAt} is not null`),
      dueSince: sql`(select min(${errands.nextAttemptAt}) from ${errands}
        where ${errands.doneAt} is null and ${errands.deadAt} is null)`.mapWith(
        errands.nextAttemptAt,
      ),
    })
    .from(sql`(values (1)) as one`);
  const row = only(rows);
  return {
    letters: { open: row.open, dead: row.dead, oldestOpen: row.oldestOpen },
    notices: { open: row.openNotices, dead: row.deadNotices },
    errands: { open: row.openErrands, dead: row.deadErrands, dueSince: row.dueSince },
  };
}

function count(those: ReturnType<typeof sql>) {
  return sql<number>`(select count(*)::int from ${those})`;
}
