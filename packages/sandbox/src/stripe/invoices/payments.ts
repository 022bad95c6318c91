import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Invoice } from "../books/shapes.ts";
import { newPaymentIntent } from "../payments/new-payment-intent.ts";

interface Kept {
  payment: Stripe.InvoicePayment;
  intent: Stripe.PaymentIntent;
}

/** How a bill is to be paid, from when it stands. */
export function paymentOf(books: Books, invoice: Invoice): Kept | undefined {
  const payment = books.invoicePayments.of(invoice.id)[0];
  const named = payment?.payment.payment_intent;
  const intent = named && books.paymentIntents.find(idOf(named));
  return payment && intent ? { payment, intent } : undefined;
}

/** Whether a bill's money is here or on its way. */
export function isCovered(books: Books, invoice: Invoice): boolean {
  return invoice.status === "paid" || paymentOf(books, invoice)?.intent.status === "processing";
}

/** Waits for the money of a bill. */
export function preparePayment(books: Books, invoice: Invoice, cause: Cause): Kept {
  const { currency, amount_due: amount } = invoice;
  const created = books.now();
  const intent = books.paymentIntents.put(
    newPaymentIntent({
      id: books.paymentIntents.newId(),
      created,
      amount,
      currency,
      customer: invoice.customer && idOf(invoice.customer),
      description: wordsFor(invoice),
    }),
  );
  books.record("payment_intent.created", intent, cause);
  return { payment: keepPayment(books, invoice, intent), intent };
}

/** Notes by which payment a bill is paid; it may have come before the bill. */
export function keepPayment(books: Books, invoice: Invoice, intent: Stripe.PaymentIntent) {
  const created = books.now();
  const paid = intent.status === "succeeded";
  return books.invoicePayments.put({
    id: books.invoicePayments.newId(),
    object: "invoice_payment",
    amount_paid: paid ? intent.amount : null,
    amount_requested: intent.amount,
    created,
    currency: intent.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: "payment_intent" },
    status: paid ? "paid" : "open",
    status_transitions: { canceled_at: null, paid_at: paid ? created : null },
  });
}

function wordsFor({ billing_reason: reason }: Invoice): string {
  if (reason === "subscription_create") return "Subscription creation";
  return reason === "manual" ? "Payment for Invoice" : "Subscription update";
}

/** The bill that waits for this money. */
export function invoiceOf(books: Books, intent: string): Invoice | undefined {
  const owner = books.paymentIntents.find(intent)?.customer;
  if (!owner) return undefined;
  return books.invoices
    .of(idOf(owner))
    .find((each) => paymentOf(books, each)?.intent.id === intent);
}
