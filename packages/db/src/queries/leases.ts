import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
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
  const [row] = await db
    .insert(leases)
    .values({ subject, counter: 1, until })
    .onConflictDoUpdate({
      target: leases.subject,
      set: { counter: sql`${leases.counter} + 1`, until },
      setWhere: lte(leases.until, now),
    })
    .returning({ counter: leases.counter });
  return row && { subject, counter: row.counter };
}

/** Locks the lease's row until the transaction ends, so that nobody can take it meanwhile. */
export async function holdsLease(db: Database, lease: Lease): Promise<boolean> {
  const rows = await db
    .select({ subject: leases.subject })
    .from(leases)
    .where(isMine(lease))
    .for("update");
  return rows.length === 1;
}

export async function giveBackLease(db: Database, lease: Lease, now: Date) {
  await db.update(leases).set({ until: now }).where(isMine(lease));
}

/** For an embedded database alone: its only owner just started, so nobody holds anything. */
export async function endAllLeases(db: Database, now: Date) {
  await db.update(leases).set({ until: now, counter: sql`${leases.counter} + 1` });
}

const isMine = (lease: Lease) =>
  and(eq(leases.subject, lease.subject), eq(leases.counter, lease.counter));
