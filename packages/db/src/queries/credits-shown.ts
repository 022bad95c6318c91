import { and, asc, desc, eq, getTableColumns, gt, gte, lt, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { creditBalances, creditEntries, creditLots, mirror } from "../schema.ts";
import type { CreditEntry } from "./credits.ts";

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
