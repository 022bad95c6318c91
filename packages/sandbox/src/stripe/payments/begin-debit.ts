import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { newId } from "../books/ids.ts";
import { pendingCharge } from "../charges/new-charge.ts";
import { mandateFor, type MandateData } from "../payment-methods/mandates.ts";

interface Debit {
  /** How long the money is on its way. */
  takes: number;
  mandate: MandateData | undefined;
}

/** A bank account is debited: the bank answers later. */
export function beginDebit(
  books: Books,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { takes, mandate }: Debit,
  cause: Cause,
): Stripe.PaymentIntent {
  const agreed = mandateFor(books, method, mandate);
  const created = books.now();
  const made = { id: newId("py"), created, intent, method };
  const charge = books.charges.put(pendingCharge(made, agreed));
  books.record("charge.pending", charge, cause);
  const processing = books.paymentIntents.put({
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: "processing",
  });
  books.record("payment_intent.processing", processing, cause);
  const customer = intent.customer && idOf(intent.customer);
  books.awaited.put(intent.id, { id: intent.id, customer, at: created + takes });
  return processing;
}
