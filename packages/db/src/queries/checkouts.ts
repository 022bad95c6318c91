import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { checkouts } from "../schema.ts";

export type CheckoutRow = typeof checkouts.$inferSelect;

export async function checkoutOf(
  db: Database,
  { organizationId, sells }: Pick<CheckoutRow, "organizationId" | "sells">,
): Promise<CheckoutRow | undefined> {
  const [row] = await db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.organizationId, organizationId), eq(checkouts.sells, sells)));
  return row;
}

/** Before Stripe is asked for it, in place of an earlier one. */
export async function beginCheckout(db: Database, row: Omit<CheckoutRow, "sessionId">) {
  await db
    .insert(checkouts)
    .values(row)
    .onConflictDoUpdate({
      target: [checkouts.organizationId, checkouts.sells],
      set: {
        sessionId: null,
        idempotencyKey: sql`excluded.idempotency_key`,
        startedAt: sql`excluded.started_at`,
        expiresAt: sql`excluded.expires_at`,
      },
    });
}

/** False when somebody began another meanwhile. */
export async function keepCheckoutSession(
  db: Database,
  key: string,
  session: Pick<CheckoutRow, "sessionId" | "expiresAt">,
): Promise<boolean> {
  const rows = await db
    .update(checkouts)
    .set(session)
    .where(eq(checkouts.idempotencyKey, key))
    .returning({ sells: checkouts.sells });
  return rows.length === 1;
}
