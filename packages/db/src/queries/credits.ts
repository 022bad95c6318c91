import { and, asc, desc, eq, getTableColumns, gt, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { namesOf, rowsOf } from "../rows-of.ts";
import { CHANNEL } from "./announce.ts";
import { creditBalances, creditEntries, creditLots, mirror } from "../schema.ts";

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

/** With the number of the invoice that it came from. */
export type CreditEntryRead = CreditEntry & { invoice: string | null };

/** The newest first. */
export async function creditEntriesOf(
  db: Database,
  organization: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<CreditEntryRead[]> {
  return db
    .select({
      ...getTableColumns(creditEntries),
      invoice: sql<string | null>`${mirror.says}->>'number'`,
    })
    .from(creditEntries)
    .leftJoin(mirror, eq(mirror.id, sql`substring(${creditEntries.source} from '^invoice:(.*)$')`))
    .where(
      and(
        eq(creditEntries.organizationId, organization),
        before === undefined ? undefined : lt(creditEntries.id, before),
      ),
    )
    .orderBy(desc(creditEntries.id))
    .limit(limit);
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

export interface CreditsHeld {
  balance: number;
  owed: number;
  /** What of the balance expires, the soonest first. */
  expiring: { amount: number; at: Date }[];
}

/** Without what expired and was not written down yet. */
export async function creditsOf(
  db: Database,
  organization: string,
  now: Date,
): Promise<CreditsHeld> {
  const rows = await db
    .select({
      balance: creditBalances.balance,
      owed: creditBalances.owed,
      amount: creditLots.remaining,
      at: creditLots.expiresAt,
    })
    .from(creditBalances)
    .leftJoin(
      creditLots,
      and(
        eq(creditLots.organizationId, creditBalances.organizationId),
        gt(creditLots.remaining, 0),
      ),
    )
    .where(eq(creditBalances.organizationId, organization))
    .orderBy(asc(creditLots.expiresAt), asc(creditLots.source));
  const [{ balance, owed } = { balance: 0, owed: 0 }] = rows;
  const lots = rows.flatMap(({ amount, at }) => (amount && at ? [{ amount, at }] : []));
  const over = lots.filter(({ at }) => at <= now);
  return {
    balance: over.reduce((left, { amount }) => left - amount, balance),
    owed,
    expiring: lots.filter(({ at }) => at > now),
  };
}

export interface SpentOnDay {
  /** As in 2026-11-21, by UTC. */
  day: string;
  spent: number;
}

/** The days on which credits were spent since then, the oldest first. */
export async function creditsSpentSince(
  db: Database,
  organization: string,
  since: Date,
): Promise<SpentOnDay[]> {
  const day = sql<string>`to_char(${creditEntries.at} at time zone 'UTC', 'YYYY-MM-DD')`;
  return db
    .select({ day, spent: sql`-sum(${creditEntries.amount})`.mapWith(Number) })
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.organizationId, organization),
        eq(creditEntries.kind, "spent"),
        gte(creditEntries.at, since),
      ),
    )
    .groupBy(day)
    .orderBy(day);
}
