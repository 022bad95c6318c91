import { inArray, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { plans } from "../schema.ts";

export type PlanRow = typeof plans.$inferSelect;

/** What plans are called, by their products. */
export async function planNames(db: Database, products: string[]): Promise<Map<string, string>> {
  if (products.length === 0) return new Map();
  const rows = await db.select().from(plans).where(inArray(plans.id, products));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** For whoever met a plan for the first time: what its own letters said stays. */
export async function keepNewPlans(db: Database, rows: PlanRow[]) {
  if (rows.length > 0) await db.insert(plans).values(rows).onConflictDoNothing();
}

/** For the holder of the lease of all plans. */
export async function keepPlans(db: Database, rows: PlanRow[]) {
  if (rows.length === 0) return;
  await db
    .insert(plans)
    .values(rows)
    .onConflictDoUpdate({ target: plans.id, set: { name: sql`excluded.name` } });
}
