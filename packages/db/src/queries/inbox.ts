import { and, asc, eq, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { inbox, leases } from "../schema.ts";

const isOpen = and(isNull(inbox.doneAt), isNull(inbox.deadAt));

const openLetter = {
  id: inbox.id,
  type: inbox.type,
  customerId: inbox.customerId,
  objectId: inbox.objectId,
  createdAt: inbox.createdAt,
  receivedAt: inbox.receivedAt,
  payload: inbox.payload,
  attempts: inbox.attempts,
};

export type OpenLetter = Pick<typeof inbox.$inferSelect, keyof typeof openLetter>;

const LOOKED_AT = 2_000;

/** Customers with letters that are due and that nobody is at work on, the longest waiting first. */
export async function dueCustomers(db: Database, now: Date, limit: number): Promise<string[]> {
  const waiting = db
    .select({ customer: inbox.customerId, due: inbox.nextAttemptAt })
    .from(inbox)
    .leftJoin(leases, eq(leases.subject, inbox.customerId))
    .where(
      and(
        isOpen,
        isNotNull(inbox.customerId),
        lte(inbox.nextAttemptAt, now),
        or(isNull(leases.until), lte(leases.until, now)),
      ),
    )
    .orderBy(asc(inbox.nextAttemptAt))
    // The rest will be the longest waiting when these are done.
    .limit(LOOKED_AT)
    .as("waiting");
  const rows = await db
    .select({ customer: waiting.customer })
    .from(waiting)
    .groupBy(waiting.customer)
    .orderBy(asc(sql`min(${waiting.due})`))
    .limit(limit);
  return rows.flatMap(({ customer }) => customer ?? []);
}

/** Of a flood those that wait longest: among them is what made each customer due. */
export async function openLettersOf(db: Database, customers: string[]): Promise<OpenLetter[]> {
  return db
    .select(openLetter)
    .from(inbox)
    .where(and(isOpen, isAnyOf(inbox.customerId, customers)))
    .orderBy(asc(inbox.nextAttemptAt))
    .limit(LOOKED_AT);
}

/** Letters that are due and name no customer. */
export async function dueStrays(db: Database, now: Date, limit: number): Promise<OpenLetter[]> {
  return db
    .select(openLetter)
    .from(inbox)
    .where(and(isOpen, isNull(inbox.customerId), lte(inbox.nextAttemptAt, now)))
    .orderBy(asc(inbox.nextAttemptAt))
    .limit(limit);
}

/** Found at last whose letter this is. */
export async function address(db: Database, id: string, customerId: string) {
  await db.update(inbox).set({ customerId }).where(eq(inbox.id, id));
}

export async function markDone(db: Database, ids: string[], doneAt: Date) {
  if (ids.length > 0)
    await db.update(inbox).set({ doneAt, lastError: null }).where(isAnyOf(inbox.id, ids));
}

// Unless somebody else settled them meanwhile.

/** Not tried, and so not counted. */
export async function letWait(db: Database, ids: string[], lastError: string, until: Date) {
  await db
    .update(inbox)
    .set({ lastError, nextAttemptAt: until })
    .where(and(isOpen, isAnyOf(inbox.id, ids)));
}

export async function putOff(db: Database, ids: string[], lastError: string, nextAttemptAt: Date) {
  if (ids.length === 0) return;
  await db
    .update(inbox)
    .set({ lastError, nextAttemptAt, attempts: sql`${inbox.attempts} + 1` })
    .where(and(isOpen, isAnyOf(inbox.id, ids)));
}

export async function markDead(db: Database, ids: string[], lastError: string, deadAt: Date) {
  if (ids.length === 0) return;
  await db
    .update(inbox)
    .set({ lastError, deadAt, attempts: sql`${inbox.attempts} + 1` })
    .where(and(isOpen, isAnyOf(inbox.id, ids)));
}
