import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { inbox, notices } from "../schema.ts";

export interface Figures {
  letters: { open: number; dead: number; oldestOpen: Date | null };
  notices: { open: number; dead: number };
}

/** How much waits, and how much was given up. */
export async function readFigures(db: Database): Promise<Figures> {
  const [row] = await db
    .select({
      open: count(sql`${inbox} where ${inbox.doneAt} is null and ${inbox.deadAt} is null`),
      dead: count(sql`${inbox} where ${inbox.deadAt} is not null`),
      oldestOpen: sql`(select min(${inbox.receivedAt}) from ${inbox}
        where ${inbox.doneAt} is null and ${inbox.deadAt} is null)`.mapWith(inbox.receivedAt),
      openNotices: count(
        sql`${notices} where ${notices.doneAt} is null and ${notices.deadAt} is null`,
      ),
      deadNotices: count(sql`${notices} where ${notices.deadAt} is not null`),
    })
    .from(sql`(values (1)) as one`);
  const { open = 0, dead = 0, oldestOpen = null, openNotices = 0, deadNotices = 0 } = row ?? {};
  return { letters: { open, dead, oldestOpen }, notices: { open: openNotices, dead: deadNotices } };
}

function count(those: ReturnType<typeof sql>) {
  return sql<number>`(select count(*)::int from ${those})`;
}
