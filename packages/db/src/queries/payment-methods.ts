import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { paymentMethods } from "../schema.ts";

export type PaymentMethodRow = typeof paymentMethods.$inferInsert;

/** Makes the rows of a customer's payment methods these, and no others. */
export async function replacePaymentMethods(
  db: Database,
  customerId: string,
  rows: PaymentMethodRow[],
) {
  await db.delete(paymentMethods).where(eq(paymentMethods.customerId, customerId));
  for (const row of rows)
    await db
      .insert(paymentMethods)
      .values(row)
      .onConflictDoUpdate({ target: paymentMethods.id, set: row });
}

export async function defaultPaymentMethodOf(db: Database, customerId: string) {
  const [row] = await db
    .select()
    .from(paymentMethods)
    .where(and(eq(paymentMethods.customerId, customerId), eq(paymentMethods.isDefault, true)))
    .orderBy(desc(paymentMethods.id))
    .limit(1);
  return row ?? null;
}
