import { eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import type { OverrideGives, SubscriptionItemSaid } from "../said.ts";
import { customers, mirror, overrides, plans } from "../schema.ts";

/** All that decides what an organization may do. */
export interface PaidFor {
  /** Those that have not ended. */
  subscriptions: PaidSubscription[];
  /** Which plan of the catalog a product is sold as. */
  planByProduct: ReadonlyMap<string, string>;
  /** What it has by our word. */
  given: OverrideGives[];
}

export interface PaidSubscription {
  id: string;
  status: string;
  items: Pick<SubscriptionItemSaid, "price" | "product">[];
  /** Since when its oldest unpaid invoice waits. */
  unpaidSince: string | null;
}

export const UNPAID: readonly string[] = ["open", "uncollectible"];

/** In one statement, and built once, as the standing is: servers ask it at every step. */
export function preparePaidFor(db: Database) {
  const organization = sql.placeholder("organization");
  const at = sql`${sql.placeholder("at")}::timestamptz`;
  const statement = db
    .select({
      subscriptions: sql<PaidSubscription[]>`(${subscriptions})`,
      planByProduct: sql<Record<string, string>>`(${planByProduct})`,
      given: sql<OverrideGives[]>`array(select ${overrides.gives} from ${overrides}
        where ${overrides.organizationId} = ${organization} and ${overrides.startsAt} <= ${at}
          and (${overrides.endsAt} is null or ${overrides.endsAt} > ${at}))`,
    })
    .from(sql`(values (1)) as one`)
    .leftJoin(customers, eq(customers.organizationId, organization))
    .prepare("");

  return async (organization: string, at: Date): Promise<PaidFor> => {
    const [row] = await statement.execute({ organization, at: at.toISOString() });
    if (!row) throw new Error("One row was selected and none came.");
    return { ...row, planByProduct: new Map(Object.entries(row.planByProduct)) };
  };
}

const living = sql`from ${mirror} living where living.customer_id = ${customers.id}
  and living.kind = 'subscription' and living.deleted_at is null and living.says->>'endedAt' is null`;

const unpaidSince = sql`(select min(unpaid.says->>'createdAt') from ${mirror} unpaid
  where unpaid.customer_id = ${customers.id} and unpaid.kind = 'invoice' and unpaid.deleted_at is null
    and unpaid.says->>'subscription' = living.id and unpaid.says->>'status' = any(${sql.param(UNPAID)}::text[]))`;

const subscriptions = sql`select coalesce(jsonb_agg(jsonb_build_object('id', living.id,
  'status', living.says->>'status', 'items', living.says->'items', 'unpaidSince', ${unpaidSince})), '[]') ${living}`;

const planByProduct = sql`select coalesce(jsonb_object_agg(${plans.id}, ${plans.plan}), '{}') from ${plans}
  where ${plans.plan} is not null and ${plans.id} in (
    select item->>'product' from (select jsonb_array_elements(living.says->'items') item ${living}) items)`;
