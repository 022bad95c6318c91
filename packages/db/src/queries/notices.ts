import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { notices } from "../schema.ts";

export type NoticeRow = typeof notices.$inferInsert;
export type KeptNotice = typeof notices.$inferSelect;

const isOpen = and(isNull(notices.doneAt), isNull(notices.deadAt));

/** In the transaction of the change itself. What was kept before is not kept again. */
export async function keepNotices(tx: Database, rows: NoticeRow[]) {
  if (rows.length > 0) await tx.insert(notices).values(rows).onConflictDoNothing();
}

/** Organizations whose oldest open notice is due: a later one waits for it. The longest waiting come first. */
export async function organizationsWithDueNotices(
  db: Database,
  now: Date,
  limit: number,
): Promise<string[]> {
  const oldest = db
    .selectDistinctOn([notices.organizationId], {
      organization: notices.organizationId,
      nextAttemptAt: notices.nextAttemptAt,
    })
    .from(notices)
    .where(isOpen)
    .orderBy(notices.organizationId, notices.id)
    .as("oldest");
  const rows = await db
    .select({ organization: oldest.organization })
    .from(oldest)
    .where(lte(oldest.nextAttemptAt, now))
    .orderBy(asc(oldest.nextAttemptAt))
    .limit(limit);
  return rows.map(({ organization }) => organization);
}

/** In the order in which they are to be told. */
export async function openNoticesOf(
  db: Database,
  organization: string,
  limit: number,
): Promise<KeptNotice[]> {
  return db
    .select()
    .from(notices)
    .where(and(isOpen, eq(notices.organizationId, organization)))
    .orderBy(asc(notices.id))
    .limit(limit);
}

export async function markTold(db: Database, id: number, doneAt: Date) {
  await db.update(notices).set({ doneAt, lastError: null }).where(eq(notices.id, id));
}

/** Unless somebody else told it meanwhile. */
export async function putOffNotice(
  db: Database,
  id: number,
  lastError: string,
  nextAttemptAt: Date,
) {
  await db
    .update(notices)
    .set({ lastError, nextAttemptAt, attempts: sql`${notices.attempts} + 1` })
    .where(and(isOpen, eq(notices.id, id)));
}

/** Unless somebody else told it meanwhile. */
export async function markNoticeDead(db: Database, id: number, lastError: string, deadAt: Date) {
  await db
    .update(notices)
    .set({ lastError, deadAt, attempts: sql`${notices.attempts} + 1` })
    .where(and(isOpen, eq(notices.id, id)));
}

/** Newest first. */
export async function deadNotices(db: Database, limit: number): Promise<KeptNotice[]> {
  return db
    .select()
    .from(notices)
    .where(isNotNull(notices.deadAt))
    .orderBy(desc(notices.id))
    .limit(limit);
}

/** Tells one again that is dead, or was told. False when there is none, or it is still to be told. */
export async function replayNotice(db: Database, id: number, now: Date): Promise<boolean> {
  const rows = await db
    .update(notices)
    .set(openAgain(now))
    .where(and(or(isNotNull(notices.doneAt), isNotNull(notices.deadAt)), eq(notices.id, id)))
    .returning({ id: notices.id });
  return rows.length === 1;
}

/** How many there were. */
export async function replayDeadNotices(db: Database, now: Date): Promise<number> {
  const rows = await db
    .update(notices)
    .set(openAgain(now))
    .where(isNotNull(notices.deadAt))
    .returning({ id: notices.id });
  return rows.length;
}

/** Those that were told before then; no more than so many at once. Tells how many. */
export async function dropToldNotices(db: Database, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: notices.id })
    .from(notices)
    .where(lt(notices.doneAt, before))
    .limit(limit)
    .for("update", { skipLocked: true });
  const dropped = await db
    .delete(notices)
    .where(inArray(notices.id, old))
    .returning({ id: notices.id });
  return dropped.length;
}

function openAgain(now: Date) {
  return { doneAt: null, deadAt: null, lastError: null, attempts: 0, nextAttemptAt: now };
}
