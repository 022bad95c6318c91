import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { overrides } from "../schema.ts";

export type OverrideRow = typeof overrides.$inferSelect;
export type NewOverrideRow = typeof overrides.$inferInsert;

export async function keepOverride(tx: Database, row: NewOverrideRow): Promise<OverrideRow> {
  const [kept] = await tx.insert(overrides).values(row).returning();
  if (!kept) throw new Error("One row was written and none came back.");
  return kept;
}

/** Those that hold then, of these organizations or of all. */
export async function overridesHeld(
  db: Database,
  organizations: string[] | undefined,
  at: Date,
): Promise<OverrideRow[]> {
  return db
    .select()
    .from(overrides)
    .where(and(organizations && isAnyOf(overrides.organizationId, organizations), holdsThen(at)))
    .orderBy(asc(overrides.id));
}

/** Nothing where there is no such override, or it has ended. */
export async function overrideHeld(
  db: Database,
  id: number,
  at: Date,
): Promise<OverrideRow | undefined> {
  const [found] = await db
    .select()
    .from(overrides)
    .where(and(eq(overrides.id, id), holdsThen(at)));
  return found;
}

export async function endOverrideAt(tx: Database, id: number, at: Date) {
  await tx.update(overrides).set({ endsAt: at, endedAt: at }).where(eq(overrides.id, id));
}

/** Those that ended by their date, and of whose end nobody knows yet. The longest over come first. */
export async function overridesOver(db: Database, at: Date, limit: number): Promise<OverrideRow[]> {
  return db
    .select()
    .from(overrides)
    .where(and(isNull(overrides.endedAt), lte(overrides.endsAt, at)))
    .orderBy(asc(overrides.endsAt))
    .limit(limit);
}

/** False where somebody else did it. */
export async function markEnded(tx: Database, id: number, endedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(overrides)
    .set({ endedAt })
    .where(and(eq(overrides.id, id), isNull(overrides.endedAt)))
    .returning({ id: overrides.id });
  return rows.length === 1;
}

function holdsThen(at: Date) {
  return or(isNull(overrides.endsAt), gt(overrides.endsAt, at));
}
