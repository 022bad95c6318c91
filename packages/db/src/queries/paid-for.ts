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

type Found =
  | ({ kind: "subscription" } & Omit<PaidSubscription, "unpaidSince">)
  | { kind: "invoice"; subscription: string | null; createdAt: string };

/** In one statement, and built once, as the standing is: servers ask it at every step. */
export function preparePaidFor(db: Database) {
  const organization = sql.placeholder("organization");
  const at = sql`${sql.placeholder("at")}::timestamptz`;
  const statement = db
    .select({
      found: sql<Found[] | null>`(${found})`,
      planByProduct: sql<Record<string, string> | null>`(${planByProduct})`,
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
    return {
      subscriptions: subscriptionsIn(row.found ?? []),
      planByProduct: new Map(Object.entries(row.planByProduct ?? {})),
      given: row.given,
    };
  };
}

const isLiving = sql`${mirror.kind} = 'subscription' and ${mirror.says}->>'endedAt' is null`;
const isUnpaid = sql`${mirror.kind} = 'invoice' and ${mirror.says}->>'status' = any(${sql.param(UNPAID)}::text[])`;
const isTheirs = sql`${mirror.customerId} = ${customers.id} and ${mirror.deletedAt} is null`;

const found = sql`select jsonb_agg(jsonb_build_object('kind', ${mirror.kind}, 'id', ${mirror.id},
    'status', ${mirror.says}->'status', 'items', ${mirror.says}->'items',
    'subscription', ${mirror.says}->'subscription', 'createdAt', ${mirror.says}->'createdAt'))
  from ${mirror} where ${isTheirs} and (${isLiving} or ${isUnpaid})`;

const planByProduct = sql`select jsonb_object_agg(${plans.id}, ${plans.plan})
  from ${mirror}, jsonb_array_elements(${mirror.says}->'items') item, ${plans}
  where ${isTheirs} and ${isLiving} and ${plans.id} = item->>'product' and ${plans.plan} is not null`;

function subscriptionsIn(found: Found[]): PaidSubscription[] {
  const unpaid = found.filter((each) => each.kind === "invoice");
  return found.flatMap((each) => {
    if (each.kind === "invoice") return [];
    const [oldest = null] = unpaid
      .filter(({ subscription }) => subscription === each.id)
      .map(({ createdAt }) => createdAt)
      .toSorted();
    const { id, status, items } = each;
    return { id, status, items, unpaidSince: oldest };
  });
}
