import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { customers, memberships, organizations, people } from "../schema.ts";

export interface Standing {
  customer: string | null;
  organizationDeleted: boolean;
  personDeleted: boolean;
  membershipEnded: boolean;
}

/**
 * All that stands between a caller and the portal, in one statement. What we were not told of refuses nobody.
 * Built once, because it is asked at every click; without a name, so that a pooler between us and the server is no matter.
 */
export function prepareStanding(db: Database) {
  const organization = sql.placeholder("organization");
  const person = sql.placeholder("person");
  const statement = db
    .select({
      customer: customers.id,
      organizationDeleted: sql<boolean>`${organizations.deletedAt} is not null`,
      personDeleted: sql<boolean>`${people.deletedAt} is not null`,
      membershipEnded: sql<boolean>`${memberships.endedAt} is not null`,
    })
    .from(sql`(values (1)) as one`)
    .leftJoin(customers, eq(customers.organizationId, organization))
    .leftJoin(organizations, eq(organizations.id, organization))
    .leftJoin(people, eq(people.id, person))
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, organization), eq(memberships.personId, person)),
    )
    .prepare("");

  return async (organizationId: string, personId: string): Promise<Standing> => {
    const [row] = await statement.execute({ organization: organizationId, person: personId });
    if (!row) throw new Error("One row was selected and none came.");
    return row;
  };
}

/** The first customer of an organization stays its customer; false tells that another one is. */
export async function keepCustomer(
  db: Database,
  row: typeof customers.$inferInsert,
): Promise<boolean> {
  const kept = await db
    .insert(customers)
    .values(row)
    .onConflictDoUpdate({
      target: customers.organizationId,
      set: { projectedAt: row.projectedAt },
      setWhere: eq(customers.id, row.id),
    })
    .returning({ id: customers.id });
  return kept.length === 1;
}

export async function forgetCustomer(db: Database, id: string) {
  await db.delete(customers).where(eq(customers.id, id));
}
