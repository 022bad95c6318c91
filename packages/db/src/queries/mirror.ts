import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { rowsOf } from "../rows-of.ts";
import type { Said } from "../said.ts";
import { mirror, readings } from "../schema.ts";

export type MirrorRow = typeof mirror.$inferSelect;
export type ReadingRow = typeof readings.$inferSelect;

/** What Stripe says about a customer, without what is deleted. */
export async function mirrorOf(
  db: Database,
  customer: string,
): Promise<{ id: string; says: Said }[]> {
  return db
    .select({ id: mirror.id, says: mirror.says })
    .from(mirror)
    .where(and(eq(mirror.customerId, customer), isNull(mirror.deletedAt)));
}

/** All we ever heard about these customers. */
export async function mirrorRowsOf(db: Database, customers: string[]): Promise<MirrorRow[]> {
  return db.select().from(mirror).where(isAnyOf(mirror.customerId, customers));
}

export async function writeMirror(db: Database, rows: MirrorRow[]) {
  if (rows.length === 0) return;
  await db
    .insert(mirror)
    .select(rowsOf(mirror, rows))
    .onConflictDoUpdate({
      target: mirror.id,
      set: {
        customerId: sql`excluded.customer_id`,
        says: sql`excluded.says`,
        readFrom: sql`excluded.read_from`,
        readTo: sql`excluded.read_to`,
        deletedAt: sql`excluded.deleted_at`,
      },
    });
}

/** When these customers were last read whole. */
export async function readingsOf(db: Database, customers: string[]): Promise<ReadingRow[]> {
  return db.select().from(readings).where(isAnyOf(readings.customerId, customers));
}

export async function keepReadings(db: Database, rows: ReadingRow[]) {
  if (rows.length === 0) return;
  await db
    .insert(readings)
    .select(rowsOf(readings, rows))
    .onConflictDoUpdate({
      target: readings.customerId,
      set: { readFrom: sql`excluded.read_from`, readTo: sql`excluded.read_to` },
    });
}

/** Whose objects these are, as far as we know them. */
export async function customersByObject(
  db: Database,
  objects: string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: mirror.id, customer: mirror.customerId })
    .from(mirror)
    .where(isAnyOf(mirror.id, objects));
  return new Map(rows.map(({ id, customer }) => [id, customer]));
}
