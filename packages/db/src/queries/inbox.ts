import { and, asc, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { inbox } from "../schema.ts";

export type LetterRow = typeof inbox.$inferInsert;

const isOpen = and(isNull(inbox.doneAt), isNull(inbox.deadAt));

/** False when this letter came before. */
export async function keepLetter(db: Database, letter: LetterRow): Promise<boolean> {
  const kept = await db
    .insert(inbox)
    .values(letter)
    .onConflictDoNothing()
    .returning({ id: inbox.id });
  return kept.length === 1;
}

/** Customers with letters that are due, the longest waiting first. */
export async function customersWithDueLetters(
  db: Database,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ customer: inbox.customerId })
    .from(inbox)
    .where(and(isOpen, isNotNull(inbox.customerId), lte(inbox.nextAttemptAt, now)))
    .groupBy(inbox.customerId)
    .orderBy(asc(sql`min(${inbox.nextAttemptAt})`))
    .limit(limit);
  return rows.flatMap((row) => row.customer ?? []);
}

export async function openLettersOf(db: Database, customer: string) {
  return db
    .select({ id: inbox.id, attempts: inbox.attempts })
    .from(inbox)
    .where(and(isOpen, eq(inbox.customerId, customer)));
}

export async function markDone(db: Database, id: string, doneAt: Date) {
  await db.update(inbox).set({ doneAt, lastError: null }).where(eq(inbox.id, id));
}

export async function putOff(db: Database, id: string, lastError: string, nextAttemptAt: Date) {
  await db
    .update(inbox)
    .set({ lastError, nextAttemptAt, attempts: sql`${inbox.attempts} + 1` })
    .where(eq(inbox.id, id));
}

export async function markDead(db: Database, id: string, lastError: string, deadAt: Date) {
  await db
    .update(inbox)
    .set({ lastError, deadAt, attempts: sql`${inbox.attempts} + 1` })
    .where(eq(inbox.id, id));
}
