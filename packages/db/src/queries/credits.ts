import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { namesOf, rowsOf } from "../rows-of.ts";
import { creditBalances, creditEntries, creditLots } from "../schema.ts";

export type CreditBalance = typeof creditBalances.$inferSelect;
export type CreditEntry = typeof creditEntries.$inferSelect;
export type NewCreditEntry = typeof creditEntries.$inferInsert;
export type CreditLot = typeof creditLots.$inferSelect;
/** Which entry: there is one at most. */
export type CreditSource = Pick<CreditEntry, "organizationId" | "source">;

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

/** What is left of credits that expire, the soonest first. */
export async function creditLotsOf(db: Database, organizations: string[]): Promise<CreditLot[]> {
  return db
    .select()
    .from(creditLots)
    .where(and(isAnyOf(creditLots.organizationId, organizations), gt(creditLots.remaining, 0)))
    .orderBy(asc(creditLots.expiresAt), asc(creditLots.source));
}

/** Those of these entries that there are. */
export async function creditEntriesFrom(
  db: Database,
  sources: CreditSource[],
): Promise<CreditEntry[]> {
  const organizations = sql.param(sources.map(({ organizationId }) => organizationId));
  const names = sql.param(sources.map(({ source }) => source));
  return db
    .select()
    .from(creditEntries)
    .where(
      sql`(${creditEntries.organizationId}, ${creditEntries.source}) in (select * from unnest(${organizations}::text[], ${names}::text[]))`,
    );
}

/** Only by whoever locked the balances. */
export async function keepCredits(tx: Database, { balances, entries, lots }: CreditChanges) {
  if (entries.length === 0) return;
  await tx
    .insert(creditBalances)
    .select(rowsOf(creditBalances, balances))
    .onConflictDoUpdate({
      target: creditBalances.organizationId,
      set: { balance: sql`excluded.balance`, owed: sql`excluded.owed` },
    });
  await tx.execute(
    sql`insert into ${creditEntries} (${namesOf(creditEntries)}) ${rowsOf(creditEntries, entries)}`,
  );
  if (lots.length === 0) return;
  await tx
    .insert(creditLots)
    .select(rowsOf(creditLots, lots))
    .onConflictDoUpdate({
      target: [creditLots.organizationId, creditLots.source],
      set: { remaining: sql`excluded.remaining` },
    });
}

/** The newest first. */
export async function creditEntriesOf(
  db: Database,
  organization: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<CreditEntry[]> {
  return db
    .select()
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.organizationId, organization),
        before === undefined ? undefined : lt(creditEntries.id, before),
      ),
    )
    .orderBy(desc(creditEntries.id))
    .limit(limit);
}
