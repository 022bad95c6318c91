import { and, eq, sql } from "drizzle-orm";
import type { SelectedFields } from "drizzle-orm/pg-core";
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
  const usual = selectStanding(db, {}).prepare("");
  const aboutOne = selectStanding(db, aboutSubscription)
    .leftJoin(
      subscriptions,
      and(
        eq(subscriptions.customerId, customers.id),
        eq(subscriptions.id, sql.placeholder("subscription")),
      ),
    )
    .prepare("");

  return async (
    organization: string,
    person: string,
    subscription: string | null = null,
  ): Promise<Standing> => {
    if (subscription === null)
      return { ...only(await usual.execute({ organization, person })), subscription: null };
    const asked = { organization, person, subscription };
    const { found, ended, ending, items, ...standing } = only(await aboutOne.execute(asked));
    return { ...standing, subscription: found === null ? null : { ended, ending, items } };
  };
}

const aboutSubscription = {
  found: subscriptions.id,
  ended: sql<boolean>`${subscriptions.endedAt} is not null`,
  ending: sql<boolean>`${subscriptions.cancelAt} is not null`,
  items: sql<string[]>`array(select ${subscriptionItems.id} from ${subscriptionItems}
    where ${subscriptionItems.subscriptionId} = ${subscriptions.id} order by ${subscriptionItems.position})`,
};

function selectStanding<More extends SelectedFields>(db: Database, more: More) {
  const organization = sql.placeholder("organization");
  const person = sql.placeholder("person");
  return db
    .select({
      customer: customers.id,
      organizationDeleted: sql<boolean>`${organizations.deletedAt} is not null`,
      personDeleted: sql<boolean>`${people.deletedAt} is not null`,
      membershipEnded: sql<boolean>`${memberships.endedAt} is not null`,
      ...more,
    })
    .from(sql`(values (1)) as one`)
    .leftJoin(customers, eq(customers.organizationId, organization))
    .leftJoin(organizations, eq(organizations.id, organization))
    .leftJoin(people, eq(people.id, person))
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, organization), eq(memberships.personId, person)),
    );
}

function only<Row>([row]: Row[]): Row {
  if (!row) throw new Error("One row was selected and none came.");
  return row;
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
