import { and, eq, isNull, sql } from "drizzle-orm";
import type { SelectedFields } from "drizzle-orm/pg-core";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { only } from "../only.ts";
import { customers, memberships, mirror, organizations, people } from "../schema.ts";

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
      mirror,
      and(
        eq(mirror.customerId, customers.id),
        eq(mirror.kind, "subscription"),
        isNull(mirror.deletedAt),
        eq(mirror.id, sql.placeholder("subscription")),
      ),
    )
    .prepare("");

  return async (
    organization: string,
    person: string,
    subscription: string | null = null,
  ): Promise<Standing> => {
    if (subscription === null)
      return { subscription: null, ...only(await usual.execute({ organization, person })) };
    const asked = { organization, person, subscription };
    const { found, ended, ending, items, ...standing } = only(await aboutOne.execute(asked));
    return { ...standing, subscription: found === null ? null : { ended, ending, items } };
  };
}

const aboutSubscription = {
  found: mirror.id,
  ended: sql<boolean>`${mirror.says}->>'endedAt' is not null`,
  ending: sql<boolean>`${mirror.says}->>'cancelAt' is not null`,
  items: sql<
    string[]
  >`array(select item->>'id' from jsonb_array_elements(${mirror.says}->'items') item)`,
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

export type CustomerRow = typeof customers.$inferSelect;

/** The customer of an organization. */
export async function customerOf(db: Database, organization: string): Promise<string | null> {
  const [row] = await db
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.organizationId, organization));
  return row?.id ?? null;
}

/** The organizations of those of these customers that are an organization's. */
export async function organizationsOf(db: Database, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.select().from(customers).where(isAnyOf(customers.id, ids));
  return new Map(rows.map(({ id, organizationId }) => [id, organizationId]));
}

/** Since when each of these organizations has its customer. */
export async function claimTimesOf(
  db: Database,
  organizations: string[],
): Promise<Map<string, Date>> {
  const rows = await db
    .select()
    .from(customers)
    .where(isAnyOf(customers.organizationId, organizations));
  return new Map(rows.map(({ organizationId, claimedAt }) => [organizationId, claimedAt]));
}

/** The first customer of an organization stays its customer. Tells which of these now are. */
export async function claimCustomers(db: Database, rows: CustomerRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inOrder = rows.toSorted((one, other) =>
    one.organizationId < other.organizationId ? -1 : 1,
  );
  const claimed = await db
    .insert(customers)
    .values(inOrder)
    .onConflictDoNothing()
    .returning({ id: customers.id });
  return new Set(claimed.map(({ id }) => id));
}

export async function releaseCustomers(db: Database, ids: string[]) {
  if (ids.length > 0) await db.delete(customers).where(isAnyOf(customers.id, ids));
}
