import type Stripe from "stripe";
import { idOf } from "../stripe/id-of.ts";

/** The metadata key of refunds of ours: for which invoice they are. */
const REFUND_KEY = "portico_refund";

/** Gives so much of what was paid back to where it came from, once for each invoice. */
export async function refundInvoice(stripe: Stripe, invoice: string, amount: number) {
  const payments = await stripe.invoicePayments.list({ invoice, status: "paid", limit: 100 });
  let rest = amount;
  for (const { payment, amount_paid } of payments.data) {
    const refunded = Math.min(rest, amount_paid ?? 0);
    if (refunded > 0 && payment.payment_intent)
      await refundPayment(stripe, invoice, idOf(payment.payment_intent), refunded);
    rest -= refunded;
  }
}

async function refundPayment(stripe: Stripe, invoice: string, intent: string, amount: number) {
  const before = await stripe.refunds.list({ payment_intent: intent, limit: 100 });
  // A key is forgotten after a day, a refund never.
  if (before.data.some(({ metadata }) => metadata?.[REFUND_KEY] === invoice)) return;
  const { amount_received } = await stripe.paymentIntents.retrieve(intent);
  const left = before.data
    .filter(({ status }) => status !== "failed" && status !== "canceled")
    .reduce((sum, refund) => sum - refund.amount, amount_received);
  if (left <= 0) return;
  await stripe.refunds.create(
    {
      payment_intent: intent,
      amount: Math.min(amount, left),
      reason: "requested_by_customer",
      metadata: { [REFUND_KEY]: invoice },
    },
    { idempotencyKey: `portico-refund-${invoice}-${intent}` },
  );
}
