import { and, asc, desc, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { type ErrandKind, errands } from "../schema.ts";

export type Errand = typeof errands.$inferSelect;

export interface NewErrand {
  kind: ErrandKind;
  subject: string;
  organizationId: string;
  names: string[];
  at: Date;
  /** Not before then; one that is asked for already keeps its own time. */
  notBefore: Date;
}

const isOpen = sql`${errands.doneAt} is null and ${errands.deadAt} is null`;

/** In the transaction of what makes it necessary. One that is open already is asked for once more. */
export async function askErrand(
  tx: Database,
  { kind, subject, organizationId, names, at, notBefore }: NewErrand,
) {
  await tx
    .insert(errands)
    .values({ kind, subject, organizationId, names, askedAt: at, nextAttemptAt: notBefore })
    .onConflictDoUpdate({
      target: [errands.kind, errands.subject],
      targetWhere: isOpen,
      set: {
        asked: sql`${errands.asked} + 1`,
        names: sql`array(select distinct unnest(${errands.names} || excluded.names))`,
      },
    });
}

/** The longest waiting come first. */
export async function dueErrands(db: Database, now: Date, limit: number): Promise<Errand[]> {
  return db
    .select()
    .from(errands)
    .where(and(isOpen, lte(errands.nextAttemptAt, now)))
    .orderBy(asc(errands.nextAttemptAt))
    .limit(limit);
}

/** False when it was asked for again meanwhile: it stays open then. */
export async function markErrandDone(
  tx: Database,
  { id, asked }: Pick<Errand, "id" | "asked">,
  doneAt: Date,
): Promise<boolean> {
  const rows = await tx
    .update(errands)
    .set({ doneAt, lastError: null })
    .where(and(isOpen, eq(errands.id, id), eq(errands.asked, asked)))
    .returning({ id: errands.id });
  return rows.length === 1;
}

/** Without a try counted, where it only waits for its time. */
export async function letErrandWait(db: Database, id: number, why: string | null, until: Date) {
  await db
    .update(errands)
    .set({ lastError: why, nextAttemptAt: until })
    .where(and(isOpen, eq(errands.id, id)));
}

export async function putOffErrand(db: Database, id: number, lastError: string, until: Date) {
  await db
    .update(errands)
    .set({ lastError, nextAttemptAt: until, attempts: sql`${errands.attempts} + 1` })
    .where(and(isOpen, eq(errands.id, id)));
}

export async function markErrandDead(db: Database, id: number, lastError: string, deadAt: Date) {
  await db
    .update(errands)
    .set({ lastError, deadAt, attempts: sql`${errands.attempts} + 1` })
    .where(and(isOpen, eq(errands.id, id)));
}

/** What is still to be done for an organization, or never will be. */
export async function unfinishedErrandsOf(db: Database, organization: string): Promise<Errand[]> {
  return db
    .select()
    .from(errands)
    .where(and(isNull(errands.doneAt), eq(errands.organizationId, organization)))
    .orderBy(asc(errands.id));
}

/** Newest first. */
export async function deadErrands(db: Database, limit: number): Promise<Errand[]> {
  return db
    .select()
    .from(errands)
    .where(isNotNull(errands.deadAt))
    .orderBy(desc(errands.id))
    .limit(limit);
}

/** How many there were. */
export async function replayDeadErrands(db: Database, now: Date): Promise<number> {
  const rows = await db
    .update(errands)
    .set({ deadAt: null, lastError: null, attempts: 0, nextAttemptAt: now })
    .where(isNotNull(errands.deadAt))
    .returning({ id: errands.id });
  return rows.length;
}
