import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { concludeCheckout } from "../checkout/conclude.ts";
import { payInvoice } from "../invoices/pay-invoice.ts";
import { invoiceOf } from "../invoices/payments.ts";
import { followPayment } from "../subscriptions/follow-payment.ts";
import type { charge } from "./confirm-payment.ts";

/** Takes the money of an intent; where a bill waits for it, the bill and its plan follow. */
export function takePayment(
  books: Books,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  take: typeof charge,
  cause: Cause,
): Stripe.PaymentIntent {
  const invoice = invoiceOf(books, intent.id);
  if (invoice) followPayment(books, payInvoice(books, invoice, { method, take }, cause), cause);
  else take(books, intent, method, cause);
  concludeCheckout(books, intent.id, cause);
  return books.paymentIntents.get(intent.id, { path: "intent" });
}
