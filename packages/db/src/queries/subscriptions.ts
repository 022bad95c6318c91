import { and, asc, desc, eq, inArray, notInArray } from "drizzle-orm";
import type { Database } from "../database.ts";
import { subscriptionItems, subscriptions } from "../schema.ts";

export type SubscriptionRow = typeof subscriptions.$inferInsert;
export type SubscriptionItemRow = typeof subscriptionItems.$inferInsert;
export type SubscriptionWithItems = Required<SubscriptionRow> & {
  items: Required<SubscriptionItemRow>[];
};

/** Makes the rows of a customer's subscriptions these, and no others. */
export async function replaceSubscriptions(
  db: Database,
  customerId: string,
  rows: SubscriptionRow[],
  items: SubscriptionItemRow[],
) {
  const ids = rows.map((row) => row.id);
  await db
    .delete(subscriptions)
    .where(and(eq(subscriptions.customerId, customerId), notInArray(subscriptions.id, ids)));
  for (const row of rows)
    await db
      .insert(subscriptions)
      .values(row)
      .onConflictDoUpdate({ target: subscriptions.id, set: row });
  if (ids.length > 0)
    await db.delete(subscriptionItems).where(inArray(subscriptionItems.subscriptionId, ids));
  if (items.length > 0) await db.insert(subscriptionItems).values(items);
}

/** Newest first, items in Stripe's order. */
export async function subscriptionsOf(
  db: Database,
  customerId: string,
): Promise<SubscriptionWithItems[]> {
  const rows = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.customerId, customerId))
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id));
  const items = await db
    .select()
    .from(subscriptionItems)
    .where(
      inArray(
        subscriptionItems.subscriptionId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(subscriptionItems.position));
  return rows.map((row) => ({
    ...row,
    items: items.filter((item) => item.subscriptionId === row.id),
  }));
}
