import { and, asc, eq, gt, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { namesOf, rowsOf } from "../rows-of.ts";
import { CHANNEL } from "./announce.ts";
import { creditBalances, creditEntries, creditLots } from "../schema.ts";

export type CreditBalance = typeof creditBalances.$inferSelect;
export type CreditEntry = typeof creditEntries.$inferSelect;
export type NewCreditEntry = typeof creditEntries.$inferInsert;
export type CreditLot = typeof creditLots.$inferSelect;
/** Which entry: there is one at most. */
export type CreditSource = Pick<CreditEntry, "organizationId" | "source">;

/** Of an entry what is needed to know it again, or of a lot what is left. */
export type KnownCredits = Pick<CreditEntry, "organizationId" | "source" | "amount" | "balance"> & {
  expiresAt: Date | null;
};

/** What is to be written of some organizations' credits. */
export interface CreditChanges {
  balances: CreditBalance[];
  entries: NewCreditEntry[];
  lots: CreditLot[];
}

/** For those that never had credits. */
export async function beginBalances(tx: Database, organizations: string[]) {
  const rows = organizations
    .toSorted()
    .map((organizationId) => ({ organizationId, balance: 0, owed: 0 }));
  await tx.insert(creditBalances).select(rowsOf(creditBalances, rows)).onConflictDoNothing();
}

/** Locks them until the transaction ends, always in the same order, so that two who lock several never wait for each other. */
export async function lockBalances(
  tx: Database,
  organizations: string[],
): Promise<CreditBalance[]> {
  return tx
    .select()
    .from(creditBalances)
    .where(isAnyOf(creditBalances.organizationId, organizations))
    .orderBy(asc(creditBalances.organizationId))
    .for("update");
}

/** In one question, the entries from these sources, and with a time to expire what is left of each lot. */
export async function creditsKnown(
  tx: Database,
  organizations: string[],
  sources: CreditSource[],
): Promise<KnownCredits[]> {
  const of = sql.param(sources.map(({ organizationId }) => organizationId));
  const named = sql.param(sources.map(({ source }) => source));
  const { organizationId, source, amount, balance } = creditEntries;
  const nothing: SQL<Date | null> = sql`null::timestamptz`.mapWith(creditLots.expiresAt);
  return tx
    .select({ organizationId, source, amount, balance, expiresAt: nothing })
    .from(creditEntries)
    .where(
      sql`(${organizationId}, ${source}) in (select * from unnest(${of}::text[], ${named}::text[]))`,
    )
    .unionAll(
      tx
        .select({
          organizationId: creditLots.organizationId,
          source: creditLots.source,
          amount: creditLots.remaining,
          balance: sql<number>`0`,
          expiresAt: sql<Date | null>`${creditLots.expiresAt}`,
        })
        .from(creditLots)
        .where(and(isAnyOf(creditLots.organizationId, organizations), gt(creditLots.remaining, 0))),
    );
}

/** Only by whoever locked the balances. Tells whoever watches these organizations. */
export async function keepCredits(tx: Database, { balances, entries, lots }: CreditChanges) {
  if (entries.length === 0) return;
  // In one statement: who waits for the lock waits for it.
  await tx.execute(sql`
    with kept as (
      insert into ${creditBalances} ${rowsOf(creditBalances, balances)}
      on conflict (organization_id) do update set balance = excluded.balance, owed = excluded.owed
      returning organization_id
    ), entered as (
      insert into ${creditEntries} (${namesOf(creditEntries)}) ${rowsOf(creditEntries, entries)}
    ), left_over as (
      insert into ${creditLots} ${rowsOf(creditLots, lots)}
      on conflict (organization_id, source) do update set remaining = excluded.remaining
    )
    select pg_notify(${CHANNEL}, organization_id) from kept`);
}

/** With credits that expired and are still there. */
export async function organizationsWithDueCredits(
  db: Database,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ organization: creditLots.organizationId })
    .from(creditLots)
    .where(and(gt(creditLots.remaining, 0), lte(creditLots.expiresAt, now)))
    .limit(limit);
  return rows.map(({ organization }) => organization);
}

/** Whether it ever had any. */
export async function hasCredits(db: Database, organization: string): Promise<boolean> {
  const rows = await db
    .select({ id: creditBalances.organizationId })
    .from(creditBalances)
    .where(eq(creditBalances.organizationId, organization));
  return rows.length > 0;
}

/** When what came from a source expires, or did. */
export async function creditLotEnd(
  db: Database,
  { organizationId, source }: CreditSource,
): Promise<Date | null> {
  const [lot] = await db
    .select({ expiresAt: creditLots.expiresAt })
    .from(creditLots)
    .where(and(eq(creditLots.organizationId, organizationId), eq(creditLots.source, source)));
  return lot?.expiresAt ?? null;
}
