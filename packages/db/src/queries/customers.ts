import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import {
  customers,
  memberships,
  organizations,
  people,
  subscriptionItems,
  subscriptions,
} from "../schema.ts";

export interface Standing {
  customer: string | null;
  organizationDeleted: boolean;
  personDeleted: boolean;
  membershipEnded: boolean;
  /** The one asked about, where it is the organization's own. */
  subscription: SubscriptionStanding | null;
}

export interface SubscriptionStanding {
  ended: boolean;
  /** It is cancelled and runs on until its period ends. */
  ending: boolean;
  items: string[];
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
      subscription: subscriptions.id,
      ended: sql<boolean>`${subscriptions.endedAt} is not null`,
      ending: sql<boolean>`${subscriptions.cancelAt} is not null`,
      items: sql<string[]>`array(select ${subscriptionItems.id} from ${subscriptionItems}
        where ${subscriptionItems.subscriptionId} = ${subscriptions.id} order by ${subscriptionItems.position})`,
    })
    .from(sql`(values (1)) as one`)
    .leftJoin(customers, eq(customers.organizationId, organization))
    .leftJoin(organizations, eq(organizations.id, organization))
    .leftJoin(people, eq(people.id, person))
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, organization), eq(memberships.personId, person)),
    )
    .leftJoin(
      subscriptions,
      and(
        eq(subscriptions.customerId, customers.id),
        eq(subscriptions.id, sql.placeholder("subscription")),
      ),
    )
    .prepare("");

  return async (
    organizationId: string,
    personId: string,
    subscriptionId: string | null = null,
  ): Promise<Standing> => {
    const asked = { organization: organizationId, person: personId, subscription: subscriptionId };
    const [row] = await statement.execute(asked);
    if (!row) throw new Error("One row was selected and none came.");
    const { subscription, ended, ending, items, ...standing } = row;
    return { ...standing, subscription: subscription === null ? null : { ended, ending, items } };
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
