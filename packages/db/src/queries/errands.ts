import { and, asc, desc, eq, inArray, isNotNull, lt, lte, or, sql } from "drizzle-orm";
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
export async function askErrand(tx: Database, errand: NewErrand) {
  await askErrands(tx, [errand]);
}

/** In one statement; each about something else. */
export async function askErrands(tx: Database, wanted: NewErrand[]) {
  if (wanted.length === 0) return;
  const rows = wanted.map(({ at, notBefore, kind, subject, organizationId, names }) => ({
    kind,
    subject,
    organizationId,
    names,
    askedAt: at,
    nextAttemptAt: notBefore,
  }));
  await tx
    .insert(errands)
    .values(rows)
    .onConflictDoUpdate({
      target: [errands.kind, errands.subject],
      targetWhere: isOpen,
      set: {
        asked: sql`${errands.asked} + 1`,
        names: sql`${errands.names} || excluded.names`,
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

/** What is to be done about a subject, or was given up: the newest. */
export async function undoneErrandOf(
  db: Database,
  kind: ErrandKind,
  subject: string,
): Promise<Errand | undefined> {
  const [row] = await db
    .select()
    .from(errands)
    .where(and(eq(errands.kind, kind), eq(errands.subject, subject)))
    .orderBy(desc(errands.id))
    .limit(1);
  return row?.doneAt === null ? row : undefined;
}

/** Nothing where it is done by now, or has to wait. */
export async function dueErrand(db: Database, id: number, now: Date): Promise<Errand | undefined> {
  const [row] = await db
    .select()
    .from(errands)
    .where(and(isOpen, lte(errands.nextAttemptAt, now), eq(errands.id, id)));
  return row;
}

/** What was asked for again meanwhile stays open, for those who are not named yet, and waits until then. */
export async function markErrandDone(
  tx: Database,
  { id, asked, names }: Pick<Errand, "id" | "asked" | "names">,
  at: Date,
  nextAttemptAt: Date,
) {
  const isAll = sql`${errands.asked} = ${asked}`;
  await tx
    .update(errands)
    .set({
      doneAt: sql`case when ${isAll} then ${at.toISOString()}::timestamptz end`,
      names: sql`case when ${isAll} then ${errands.names} else ${errands.names}[${names.length + 1}::int:] end`,
      attempts: 0,
      lastError: null,
      nextAttemptAt,
    })
    .where(and(isOpen, eq(errands.id, id)));
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

/** What was done before then. Tells of how many, no more than `limit` at once. */
export async function dropDoneErrands(db: Database, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: errands.id })
    .from(errands)
    .where(lt(errands.doneAt, before))
    .limit(limit)
    .for("update", { skipLocked: true });
  const dropped = await db
    .delete(errands)
    .where(inArray(errands.id, old))
    .returning({ id: errands.id });
  return dropped.length;
}

/** Those that were given up, and those that were tried in vain or have to wait: the newest first. */
export async function troubledErrands(db: Database, limit: number): Promise<Errand[]> {
  return db
    .select()
    .from(errands)
    .where(or(isNotNull(errands.deadAt), and(isOpen, isNotNull(errands.lastError))))
    .orderBy(desc(errands.id))
    .limit(limit);
}

/** One that was given up, or all of them, as if asked for just now. How many there were. */
export async function reviveErrands(db: Database, id: number | null, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const dead = await tx
      .delete(errands)
      .where(and(isNotNull(errands.deadAt), id === null ? undefined : eq(errands.id, id)))
      .returning();
    for (const errand of dead.toSorted((one, other) => one.id - other.id))
      await askErrand(tx, { ...errand, at: now, notBefore: now });
    return dead.length;
  });
}
