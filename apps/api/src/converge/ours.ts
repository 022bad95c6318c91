import type { Said } from "@portico/db";

/** What our rows say, in the words of the truth. */
export function ours(rows: { id: string; says: Said }[]): Map<string, unknown> {
  return new Map(rows.map(({ id, says }) => [id, plainly(says)]));
}

function plainly(says: Said): unknown {
  if (says.kind === "customer")
    return { organization: says.organization, card: says.defaultPaymentMethod };
  if (says.kind === "subscription")
    return {
      status: says.status,
      ends: says.cancelAt === null ? null : Date.parse(says.cancelAt) / 1000,
      paused: says.paused !== null,
      items: says.items.map(({ price, quantity }) => `${quantity} x ${price}`),
      discounts: says.discounts.length,
    };
  if (says.kind === "invoice")
    return { status: says.status, total: says.total, paid: says.amountPaid };
  if (says.kind === "payment_method") return { last4: says.last4 ?? undefined };
  if (says.kind === "discount") return { coupon: says.coupon };
  if (says.kind === "credit_note") return { status: says.status, total: says.total };
  return { status: says.status, amount: says.amount };
}
