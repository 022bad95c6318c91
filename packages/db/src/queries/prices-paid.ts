import { eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { customers, mirror, plans } from "../schema.ts";

/** A price that somebody is subscribed to. */
export interface PricePaid {
  price: string;
  product: string;
  /** What its product is sold as. */
  plan: string | null;
  organizations: string[];
}

export async function pricesPaid(db: Database): Promise<PricePaid[]> {
  const price = sql<string>`item->>'price'`;
  const product = sql<string>`item->>'product'`;
  return db
    .select({
      price,
      product,
      plan: plans.plan,
      organizations: sql<
        string[]
      >`array_agg(distinct ${customers.organizationId} order by ${customers.organizationId})`,
    })
    .from(mirror)
    .innerJoin(customers, eq(customers.id, mirror.customerId))
    .innerJoin(sql`jsonb_array_elements(${mirror.says}->'items') item`, sql`true`)
    .leftJoin(plans, eq(plans.id, product))
    .where(
      sql`${mirror.kind} = 'subscription' and ${mirror.deletedAt} is null and ${mirror.says}->>'endedAt' is null`,
    )
    .groupBy(price, product, plans.plan)
    .orderBy(price);
}
