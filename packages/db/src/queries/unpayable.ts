import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { customers, memberships, mirror, organizations } from "../schema.ts";

/** Organizations that go on paying for these subscriptions, and of whose members nobody has one of these roles. Those we were told no member of are left out. */
export async function organizationsWithoutPayers(
  db: Database,
  roles: readonly string[],
  statuses: readonly string[],
) {
  const isDeleted = sql<boolean>`${organizations.deletedAt} is not null`;
  const mayPay = sql`${memberships.endedAt} is null and ${memberships.role} = any(${sql.param(roles)}::text[])`;
  const subscriptions = sql<string[]>`array(select ${mirror.id} from ${mirror}
    where ${mirror.customerId} = ${customers.id} and ${mirror.kind} = 'subscription'
      and ${mirror.deletedAt} is null and ${mirror.says}->>'cancelAt' is null
      and ${mirror.says}->>'status' = any(${sql.param(statuses)}::text[])
    order by ${mirror.id})`;
  const has = sql<string[]>`coalesce(array_agg(distinct ${memberships.role})
    filter (where ${memberships.endedAt} is null), '{}')`;
  return db
    .select({ organization: customers.organizationId, isDeleted, subscriptions, roles: has })
    .from(customers)
    .leftJoin(organizations, eq(organizations.id, customers.organizationId))
    .leftJoin(memberships, eq(memberships.organizationId, customers.organizationId))
    .where(sql`cardinality(${subscriptions}) > 0`)
    .groupBy(customers.organizationId, customers.id, organizations.deletedAt)
    .having(
      sql`${isDeleted} or (count(${memberships.personId}) > 0 and not coalesce(bool_or(${mayPay}), false))`,
    )
    .orderBy(asc(customers.organizationId));
}
