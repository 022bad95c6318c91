import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "../database.ts";
import { leases, mirror } from "../schema.ts";

// What should not be, and can: it is surfaced, never hidden.

const owners = alias(mirror, "owners");
const organization = sql<string>`${owners.says}->>'organization'`;

/** Organizations to whose name several things stand, and those things. */
export type Several = { organization: string; ids: string[] };

export async function organizationsWithSeveralCustomers(db: Database): Promise<Several[]> {
  return db
    .select({ organization, ids: idsOf(owners) })
    .from(owners)
    .where(and(areCustomers, sql`${organization} is not null`))
    .groupBy(organization)
    .having(sql`count(*) > 1`)
    .orderBy(asc(organization));
}

/** Those of a status that is listed. */
export async function organizationsWithSeveralSubscriptions(
  db: Database,
  statuses: readonly string[],
): Promise<Several[]> {
  return db
    .select({ organization, ids: idsOf(mirror) })
    .from(mirror)
    .innerJoin(owners, eq(owners.id, mirror.customerId))
    .where(and(areCustomers, areSubscriptions(statuses), sql`${organization} is not null`))
    .groupBy(organization)
    .having(sql`count(*) > 1`)
    .orderBy(asc(organization));
}

/** How many customers name no organization, and how many of those subscribed all the same. */
export async function customersOfNobody(db: Database, statuses: readonly string[]) {
  const subscribed = sql`exists (select 1 from ${mirror}
    where ${mirror.customerId} = ${owners.id} and ${areSubscriptions(statuses)})`;
  const [row] = await db
    .select({
      customers: sql<number>`count(*)::int`,
      subscribed: sql<number>`(count(*) filter (where ${subscribed}))::int`,
    })
    .from(owners)
    .where(and(areCustomers, sql`${organization} is null`));
  return row ?? { customers: 0, subscribed: 0 };
}

/** The subjects of leases that run longer than until then. */
export async function leasesBeyond(db: Database, then: Date): Promise<string[]> {
  const rows = await db
    .select({ subject: leases.subject })
    .from(leases)
    .where(gt(leases.until, then))
    .orderBy(asc(leases.subject));
  return rows.map(({ subject }) => subject);
}

const areCustomers = and(eq(owners.kind, "customer"), isNull(owners.deletedAt));

function areSubscriptions(statuses: readonly string[]) {
  return and(
    eq(mirror.kind, "subscription"),
    isNull(mirror.deletedAt),
    sql`${mirror.says}->>'status' = any(${sql.param(statuses)}::text[])`,
  );
}

function idsOf({ id }: typeof mirror | typeof owners) {
  return sql<string[]>`array_agg(${id} order by ${id})`;
}
