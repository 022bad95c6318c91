import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { customers, mirror, plans } from "../schema.ts";

export type PlanRow = typeof plans.$inferSelect;

/** What is known of these products. */
export async function plansOf(db: Database, products: string[]): Promise<Map<string, PlanRow>> {
  if (products.length === 0) return new Map();
  const rows = await db.select().from(plans).where(isAnyOf(plans.id, products));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What plans are called, by their products. */
export async function planNames(db: Database, products: string[]): Promise<Map<string, string>> {
  const known = await plansOf(db, products);
  return new Map([...known].map(([id, { name }]) => [id, name]));
}

/** Which plans of the catalog these products are sold as, where they are. */
export async function plansByProduct(
  db: Database,
  products: string[],
): Promise<Map<string, string>> {
  return planByProduct(await plansOf(db, products));
}

export function planByProduct(known: ReadonlyMap<string, PlanRow>): Map<string, string> {
  return new Map([...known].flatMap(([id, { plan }]) => (plan === null ? [] : [[id, plan]])));
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

/** Paid invoices over one of these products, for a time that was not over when the organization's customer was known here. */
export async function paidInvoicesWith(db: Database, products: string[]) {
  const lines = sql`jsonb_array_elements(${mirror.says}->'lines') line`;
  return db
    .select({
      organization: customers.organizationId,
      customer: customers.id,
      id: mirror.id,
      says: mirror.says,
    })
    .from(mirror)
    .innerJoin(customers, eq(customers.id, mirror.customerId))
    .where(
      and(
        eq(mirror.kind, "invoice"),
        isNull(mirror.deletedAt),
        sql`${mirror.says}->>'status' = 'paid'`,
        sql`exists (select 1 from ${lines} where line->>'product' = any(${sql.param(products)}::text[])
          and (line->>'periodEnd')::timestamptz >= ${customers.claimedAt} - interval '1 hour')`,
      ),
    );
}
