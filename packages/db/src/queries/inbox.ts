import { and, asc, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { LettersNotKept } from "../letters-not-kept.ts";
import { inbox } from "../schema.ts";

export type LetterRow = typeof inbox.$inferInsert;

const isOpen = and(isNull(inbox.doneAt), isNull(inbox.deadAt));

/** In one statement and one commit. Tells the ids of those that did not come before. */
export async function keepLetters(db: Database, letters: LetterRow[]): Promise<Set<string>> {
  // Two that keep the same letters would wait for each other, did each not begin with the same one.
  const inOrder = letters.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const kept = await db
    .insert(inbox)
    .values(inOrder)
    .onConflictDoNothing()
    .returning({ id: inbox.id })
    .catch((error: unknown) => {
      throw new LettersNotKept(error);
    });
  return new Set(kept.map(({ id }) => id));
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
