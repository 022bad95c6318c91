import { eq, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { rowsOf } from "../rows-of.ts";
import { leases } from "../schema.ts";

export interface Lease {
  subject: string;
  counter: number;
}

/** Nothing when somebody else holds it. */
export async function takeLease(
  db: Database,
  subject: string,
  now: Date,
  until: Date,
): Promise<Lease | undefined> {
  return (await takeLeases(db, [subject], now, until))[0];
}

/** Those that nobody else holds. */
export async function takeLeases(
  db: Database,
  subjects: string[],
  now: Date,
  until: Date,
): Promise<Lease[]> {
  if (subjects.length === 0) return [];
  return (
    db
      .insert(leases)
      // Always in the same order, so that two who take several never wait for each other.
      .select(
        rowsOf(
          leases,
          subjects.toSorted().map((subject) => ({ subject, counter: 1, until })),
        ),
      )
      .onConflictDoUpdate({
        target: leases.subject,
        set: { counter: sql`${leases.counter} + 1`, until },
        setWhere: lte(leases.until, now),
      })
      .returning({ subject: leases.subject, counter: leases.counter })
  );
}

/** How often somebody took it. When that is more than before, somebody was at work. */
export async function timesTaken(db: Database, subject: string): Promise<number> {
  const [lease] = await db
    .select({ times: leases.counter })
    .from(leases)
    .where(eq(leases.subject, subject));
  return lease?.times ?? 0;
}

/** Locks the rows of those that still hold until the transaction ends, so that nobody can take them meanwhile. */
export async function heldLeases(db: Database, mine: Lease[]): Promise<Set<string>> {
  if (mine.length === 0) return new Set();
  const rows = await selectHeld(db, mine);
  return new Set(rows.map(({ subject }) => subject));
}

function selectHeld(db: Database, mine: Lease[]) {
  return (
    db
      .select({ subject: leases.subject })
      .from(leases)
      .where(areMine(mine))
      // As they were sorted to be taken: the database's own order may be another one.
      .orderBy(sql`${leases.subject} collate "C"`)
      .for("update")
  );
}

/** Whether held or not: nobody takes them or gives them back before the transaction ends. */
export async function lockLeases(tx: Database, subjects: string[], now: Date) {
  await tx
    .insert(leases)
    .select(
      rowsOf(
        leases,
        subjects.toSorted().map((subject) => ({ subject, counter: 1, until: now })),
      ),
    )
    .onConflictDoUpdate({ target: leases.subject, set: { until: sql`${leases.until}` } });
}

/** For a long work, as long as nobody else took it. */
export async function extendLease(db: Database, lease: Lease, until: Date) {
  await db
    .update(leases)
    .set({ until })
    .where(areMine([lease]));
}

export async function giveBackLease(db: Database, lease: Lease, now: Date) {
  await giveBackLeases(db, [lease], now);
}

/** Tells which were still held. In a transaction nobody can take those before it ends. */
export async function giveBackLeases(db: Database, mine: Lease[], now: Date): Promise<Set<string>> {
  if (mine.length === 0) return new Set();
  const held = db.$with("held").as(selectHeld(db, mine));
  const rows = await db
    .with(held)
    .update(leases)
    .set({ until: now })
    .from(held)
    .where(eq(leases.subject, held.subject))
    .returning({ subject: leases.subject });
  return new Set(rows.map(({ subject }) => subject));
}

/** For an embedded database alone: its only owner just started, so nobody holds anything. */
export async function endAllLeases(db: Database, now: Date) {
  await db.update(leases).set({ until: now, counter: sql`${leases.counter} + 1` });
}

function areMine(mine: Lease[]) {
  const subjects = sql.param(mine.map(({ subject }) => subject));
  const counters = sql.param(mine.map(({ counter }) => counter));
  return sql`(${leases.subject}, ${leases.counter}) in (select * from unnest(${subjects}::text[], ${counters}::bigint[]))`;
}
