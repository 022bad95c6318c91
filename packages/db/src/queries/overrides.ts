import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import type { Database } from "../database.ts";
import { only } from "../only.ts";
import { overrides } from "../schema.ts";

export type OverrideRow = typeof overrides.$inferSelect;
export type NewOverrideRow = typeof overrides.$inferInsert;

export async function keepOverride(tx: Database, row: NewOverrideRow): Promise<OverrideRow> {
  return only(await tx.insert(overrides).values(row).returning());
}

/** Those that hold then, of one organization or of all. */
export async function overridesHeld(
  db: Database,
  organization: string | undefined,
  at: Date,
): Promise<OverrideRow[]> {
  return db
    .select()
    .from(overrides)
    .where(
      and(
        organization === undefined ? undefined : eq(overrides.organizationId, organization),
        or(isNull(overrides.endsAt), gt(overrides.endsAt, at)),
      ),
    )
    .orderBy(asc(overrides.id));
}

/** Nothing where there is no such override, or it has ended. */
export async function lockOverride(
  tx: Database,
  id: number,
  at: Date,
): Promise<OverrideRow | undefined> {
  const [found] = await tx
    .select()
    .from(overrides)
    .where(and(eq(overrides.id, id), or(isNull(overrides.endsAt), gt(overrides.endsAt, at))))
    .for("update");
  return found;
}

export async function endOverrideAt(tx: Database, id: number, endsAt: Date) {
  await tx.update(overrides).set({ endsAt }).where(eq(overrides.id, id));
}
