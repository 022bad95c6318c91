import { and, desc, eq, notInArray } from "drizzle-orm";
import type { Database } from "../database.ts";
import { invoices } from "../schema.ts";

export type InvoiceRow = typeof invoices.$inferInsert;

/** Makes the rows of a customer's invoices these, and no others. */
export async function replaceInvoices(db: Database, customerId: string, rows: InvoiceRow[]) {
  const ids = rows.map((row) => row.id);
  await db
    .delete(invoices)
    .where(and(eq(invoices.customerId, customerId), notInArray(invoices.id, ids)));
  for (const row of rows)
    await db.insert(invoices).values(row).onConflictDoUpdate({ target: invoices.id, set: row });
}

export async function newestInvoicesOf(db: Database, customerId: string, limit: number) {
  return db
    .select()
    .from(invoices)
    .where(eq(invoices.customerId, customerId))
    .orderBy(desc(invoices.createdAt), desc(invoices.id))
    .limit(limit);
}
