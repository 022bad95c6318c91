import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { customers, mirror, plans } from "../schema.ts";

export type PlanRow = typeof plans.$inferSelect;

/** What plans are called, by their products. */
export async function planNames(db: Database, products: string[]): Promise<Map<string, string>> {
  if (products.length === 0) return new Map();
  const rows = await db.select().from(plans).where(inArray(plans.id, products));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Which plans of the catalog these products are sold as, where they are. */
export async function plansByProduct(
  db: Database,
  products: string[],
): Promise<Map<string, string>> {
  const rows = await db.select().from(plans).where(isAnyOf(plans.id, products));
  return new Map(rows.flatMap(({ id, plan }) => (plan === null ? [] : [[id, plan] as const])));
}

export async function keepPlans(db: Database, rows: PlanRow[]) {
  if (rows.length === 0) return;
  await db
    .insert(plans)
    .values(rows)
    .onConflictDoUpdate({
      target: plans.id,
      set: { name: sql`excluded.name`, plan: sql`excluded.plan`, pack: sql`excluded.pack` },
    });
}

/** Who has one of these plans, or had it. */
export async function organizationsOn(db: Database, products: string[]): Promise<string[]> {
  const items = sql`jsonb_array_elements(${mirror.says}->'items') item`;
  const rows = await db
    .selectDistinct({ organization: customers.organizationId })
    .from(mirror)
    .innerJoin(customers, eq(customers.id, mirror.customerId))
    .where(
      and(
        eq(mirror.kind, "subscription"),
        isNull(mirror.deletedAt),
        sql`exists (select 1 from ${items} where item->>'product' = any(${sql.param(products)}::text[]))`,
      ),
    );
  return rows.map(({ organization }) => organization);
}
