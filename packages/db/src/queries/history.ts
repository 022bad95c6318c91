import { and, asc, desc, eq, getTableColumns, lt, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Cause } from "../cause.ts";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { namesOf, rowsOf } from "../rows-of.ts";
import { apiKeys, history, people } from "../schema.ts";

export type HistoryRow = typeof history.$inferSelect;
/** With the names of whoever asked for it, and of the members it is about. */
export type HistoryEntry = HistoryRow & { actorName: string | null; memberNames: string[] };
export type NewHistoryRow = typeof history.$inferInsert;

export async function keepHistory(tx: Database, rows: NewHistoryRow[]) {
  if (rows.length === 0) return;
  await tx.execute(sql`insert into ${history} (${namesOf(history)}) ${rowsOf(history, rows)}`);
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

/** When something last changed for this cause. */
export async function lastCausedBy(
  db: Database,
  organization: string,
  by: Cause["by"],
): Promise<Date> {
  const [row] = await db
    .select({ at: history.at })
    .from(history)
    .where(and(eq(history.organizationId, organization), sql`${history.cause}->>'by' = ${by}`))
    .orderBy(desc(history.id))
    .limit(1);
  return row?.at ?? new Date(0);
}

/** All that we knew at a time, by our clock, in the order of its changes, from the first: what holds may hold since then. */
export async function historyUntil(
  db: Database,
  organization: string,
  at: Date,
): Promise<HistoryEntry[]> {
  return selectHistory(db)
    .where(and(eq(history.organizationId, organization), lte(history.at, at)))
    .orderBy(asc(history.id));
}

/** What these objects were, from the first. */
export async function pastOf(db: Database, organization: string, objects: string[]) {
  const { objectId, at, before, after } = history;
  return db
    .select({ objectId, at, before, after })
    .from(history)
    .where(and(eq(history.organizationId, organization), isAnyOf(objectId, objects)))
    .orderBy(asc(history.id));
}

const members = alias(people, "members");
/** Of whom nobody told us a name, the id. */
const memberNames = sql<string[]>`array(
  select coalesce(${members.name}, member)
  from jsonb_array_elements_text(coalesce(${history.cause}->'members', '[]')) member
  left join ${people} members on ${members.id} = member)`;

/** A person, or a key. */
const actor = sql`${history.cause}->>'actor'`;
const actorName = sql<string | null>`coalesce(${people.name}, 'the API key ' || ${apiKeys.name})`;

function selectHistory(db: Database) {
  return db
    .select({ ...getTableColumns(history), actorName, memberNames })
    .from(history)
    .leftJoin(people, eq(people.id, actor))
    .leftJoin(apiKeys, eq(apiKeys.id, actor));
}
