import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";

/** Nobody pays it any more; what was held goes back. */
export function cancelPayment(
  books: Books,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
  cause: Cause,
): Stripe.PaymentIntent {
  if (intent.status === "requires_capture" && intent.latest_charge)
    release(books, idOf(intent.latest_charge), cause);
  const canceled = books.paymentIntents.put({
    ...intent,
    amount_capturable: 0,
    canceled_at: books.now(),
    cancellation_reason: reason,
    next_action: null,
    status: "canceled",
  });
  books.record("payment_intent.canceled", canceled, cause);
  return canceled;
}

function release(books: Books, id: string, cause: Cause) {
  const held = books.charges.get(id, { param: "charge" });
  const released = { ...held, amount_refunded: held.amount, refunded: true };
  books.record("charge.refunded", books.charges.put(released), cause, held);
}
