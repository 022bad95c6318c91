import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { creditEntries, history, memberships, organizations, people } from "../schema.ts";

/** What was last heard of each of these organizations and people. When that is another than before, something changed. */
export async function newestWordsOf(db: Database, ids: string[]): Promise<Map<string, string>> {
  const asked = sql`unnest(${sql.param(ids)}::text[]) asked(id)`;
  const rows = await db
    .select({
      id: sql<string>`asked.id`,
      words: sql<string>`concat_ws(' ',
        (select max(${history.id}) from ${history} where ${history.organizationId} = asked.id),
        (select max(${creditEntries.id}) from ${creditEntries} where ${creditEntries.organizationId} = asked.id),
        (select concat_ws(' ', sum(extract(epoch from ${memberships.toldAt})), count(${memberships.endedAt}))
          from ${memberships} where ${memberships.organizationId} = asked.id),
        (select concat_ws(' ', ${organizations.toldAt}, ${organizations.deletedAt})
          from ${organizations} where ${organizations.id} = asked.id),
        (select concat_ws(' ', ${people.toldAt}, ${people.deletedAt})
          from ${people} where ${people.id} = asked.id))`,
    })
    .from(asked);
  return new Map(rows.map(({ id, words }) => [id, words]));
}
