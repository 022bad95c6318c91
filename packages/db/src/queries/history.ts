import { and, asc, desc, eq, getTableColumns, lt, lte, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { history, people } from "../schema.ts";

export type HistoryRow = typeof history.$inferSelect;
export type HistoryEntry = HistoryRow & { actorName: string | null };
export type NewHistoryRow = typeof history.$inferInsert;

/** A statement takes 65,535 values, and a customer may have more objects than fit. */
const ROWS_A_STATEMENT = 1000;

export async function keepHistory(tx: Database, rows: NewHistoryRow[]) {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
    await tx.insert(history).values(rows.slice(from, from + ROWS_A_STATEMENT));
}

/** The newest first, with the names that people have now. */
export async function historyOf(
  db: Database,
  organization: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<HistoryEntry[]> {
  return selectHistory(db)
    .where(
      and(
        eq(history.organizationId, organization),
        before === undefined ? undefined : lt(history.id, before),
      ),
    )
    .orderBy(desc(history.id))
    .limit(limit);
}

/** All that we knew at a time, by our clock, in the order of its changes. */
export async function historyUntil(
  db: Database,
  organization: string,
  at: Date,
): Promise<HistoryEntry[]> {
  return selectHistory(db)
    .where(and(eq(history.organizationId, organization), lte(history.at, at)))
    .orderBy(asc(history.id));
}

function selectHistory(db: Database) {
  return db
    .select({ ...getTableColumns(history), actorName: people.name })
    .from(history)
    .leftJoin(people, eq(people.id, sql`${history.cause}->>'actor'`));
}
