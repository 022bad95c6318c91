import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { stripePace } from "../schema.ts";

export interface Budget {
  perSecond: number;
  /** How many may go at once after a quiet time. */
  burst: number;
}

/**
 * Takes leave for so many questions, and tells what is left. Below zero it is lent: whoever took it waits until it is refilled.
 * Nothing while Stripe is left alone.
 */
export async function takeTokens(
  db: Database,
  wanted: number,
  { perSecond, burst }: Budget,
  now: Date,
): Promise<number | undefined> {
  const earned = sql`greatest(0, floor(extract(epoch from ${now.toISOString()}::timestamptz - ${stripePace.refilledAt}) * ${perSecond}::numeric))`;
  const [row] = await db
    .insert(stripePace)
    .values({ tokens: burst - wanted, refilledAt: now })
    .onConflictDoUpdate({
      target: stripePace.one,
      set: {
        tokens: sql`least(${burst}, ${stripePace.tokens} + ${earned}) - ${wanted}`,
        refilledAt: sql`${stripePace.refilledAt} + ${earned} * interval '1 second' / ${perSecond}::numeric`,
      },
      setWhere: eq(stripePace.failures, 0),
    })
    .returning({ tokens: stripePace.tokens });
  return row?.tokens;
}

/** Leave for one question that finds out whether Stripe answers again; tells how often in a row it did not. One at a time. */
export async function takeProbe(db: Database, now: Date, until: Date): Promise<number | undefined> {
  const [row] = await db
    .update(stripePace)
    .set({ pausedUntil: until })
    .where(
      and(
        gt(stripePace.failures, 0),
        or(isNull(stripePace.pausedUntil), lte(stripePace.pausedUntil, now)),
      ),
    )
    .returning({ failures: stripePace.failures });
  return row?.failures;
}

/** Stripe was well until now. Another may have said so already; the longer pause holds. */
export async function startPause(db: Database, until: Date) {
  await db.update(stripePace).set({
    failures: sql`greatest(${stripePace.failures}, 1)`,
    pausedUntil: sql`greatest(${stripePace.pausedUntil}, ${until.toISOString()}::timestamptz)`,
  });
}

/** What a probe found: no failures and no pause when Stripe is well again. */
export async function endProbe(db: Database, failures: number, pausedUntil: Date | null) {
  await db.update(stripePace).set({ failures, pausedUntil });
}

/** Nothing when Stripe may be asked. */
export async function stripePausedUntil(db: Database): Promise<Date | null> {
  const [row] = await db.select({ until: stripePace.pausedUntil }).from(stripePace);
  return row?.until ?? null;
}
