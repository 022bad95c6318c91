import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { customers, mirror } from "../schema.ts";
import type { CustomerRow } from "./customers.ts";
import { UNPAID } from "./paid-for.ts";

/** Customers who are past due, and whose oldest unpaid invoice is of this time. */
export async function lateSince(db: Database, after: Date, until: Date): Promise<CustomerRow[]> {
  const oldest = sql`(select min(unpaid.says->>'createdAt')::timestamptz from ${mirror} unpaid
    where unpaid.customer_id = ${mirror.customerId} and unpaid.kind = 'invoice' and unpaid.deleted_at is null
      and unpaid.says->>'subscription' = ${mirror.id} and unpaid.says->>'status' = any(${sql.param(UNPAID)}::text[]))`;
  return db
    .selectDistinct({
      organizationId: customers.organizationId,
      id: customers.id,
      claimedAt: customers.claimedAt,
    })
    .from(mirror)
    .innerJoin(customers, eq(customers.id, mirror.customerId))
    .where(
      and(
        eq(mirror.kind, "subscription"),
        isNull(mirror.deletedAt),
        sql`${mirror.says}->>'status' = 'past_due'`,
        sql`${oldest} > ${after.toISOString()}::timestamptz and ${oldest} <= ${until.toISOString()}::timestamptz`,
      ),
    );
}
