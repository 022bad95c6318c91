import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
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
  /** Where it is past due: since when its oldest unpaid invoice waits. */
  unpaidSince: string | null;
}

export const UNPAID: readonly string[] = ["open", "uncollectible"];

/** Of many organizations in one statement, and built once, as the standing is: servers ask it at every step. */
export function preparePaidFor(db: Database) {
  const asked = sql`asked.organization`;
  const at = sql`${sql.placeholder("at")}::timestamptz`;
  const statement = db
    .select({
      organization: sql<string>`${asked}`,
      subscriptions: sql<PaidSubscription[] | null>`(${subscriptions})`,
      planByProduct: sql<Record<string, string> | null>`(${planByProduct})`,
      given: sql<OverrideGives[]>`array(select ${overrides.gives} from ${overrides}
        where ${overrides.organizationId} = ${asked} and ${overrides.startsAt} <= ${at}
          and (${overrides.endsAt} is null or ${overrides.endsAt} > ${at}))`,
    })
    .from(sql`unnest(${sql.placeholder("organizations")}::text[]) asked(organization)`)
    .leftJoin(customers, eq(customers.organizationId, asked))
    .prepare("");

  return async (organizations: string[], at: Date): Promise<Map<string, PaidFor>> => {
    const rows = await statement.execute({ organizations, at: at.toISOString() });
    return new Map(
      rows.map(({ organization, subscriptions, planByProduct, given }) => [
        organization,
        {
          subscriptions: subscriptions ?? [],
          planByProduct: new Map(Object.entries(planByProduct ?? {})),
          given,
        },
      ]),
    );
  };
}

const invoices = alias(mirror, "invoices");
const unpaidSince = sql`select min(${invoices.says}->>'createdAt') from ${mirror} invoices
  where ${invoices.customerId} = ${mirror.customerId} and ${invoices.kind} = 'invoice'
    and ${invoices.deletedAt} is null and ${invoices.says}->>'subscription' = ${mirror.id}
    and ${invoices.says}->>'status' = any(${sql.param(UNPAID)}::text[])`;

const subscriptions = sql`select jsonb_agg(jsonb_build_object('id', ${mirror.id},
    'status', ${mirror.says}->'status', 'items', ${mirror.says}->'items',
    'unpaidSince', case when ${mirror.says}->>'status' = 'past_due' then (${unpaidSince}) end))
  from ${mirror} where ${mirror.customerId} = ${customers.id} and ${mirror.kind} = 'subscription'
    and ${mirror.deletedAt} is null and ${mirror.says}->>'endedAt' is null`;

/** Of the whole catalog, which is small. */
const planByProduct = sql`select jsonb_object_agg(${plans.id}, ${plans.plan}) from ${plans}
  where ${plans.plan} is not null`;
