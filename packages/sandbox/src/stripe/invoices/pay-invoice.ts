import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Invoice } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";
import { usualMethod } from "../payment-methods/usual-method.ts";
import { type charge, confirmPayment } from "../payments/confirm-payment.ts";
import { tellPaid } from "./finalize-invoice.ts";
import { paymentOf, preparePayment } from "./payments.ts";

type Method = Stripe.PaymentMethod;

/** How long Stripe waits before it tries again, attempt by attempt. After the last it gives up. */
const PAUSES = [3 * DAY, 5 * DAY, 7 * DAY];

export interface Payment {
  /** Without one the attempt fails. */
  method: Method | undefined;
  /** Asks the bank, unless it has been asked already. */
  take?: typeof charge;
}

/** Tries to take the money of an open bill. */
export function payInvoice(books: Books, open: Invoice, payment: Payment, cause: Cause): Invoice {
  const kept = paymentOf(books, open) ?? preparePayment(books, open, cause);
  const { method, take = confirmPayment } = payment;
  if (!method) return failed(books, open, cause);
  const intent = take(books, kept.intent, method, cause);
  if (intent.status === "requires_action") return asked(books, open, cause);
  if (intent.status === "processing") return underWay(books, open, cause);
  if (intent.status !== "succeeded") return failed(books, open, cause);
  const paid = books.invoicePayments.put({
    ...kept.payment,
    amount_paid: intent.amount,
    status: "paid",
    status_transitions: { canceled_at: null, paid_at: books.now() },
  });
  books.record("invoice_payment.paid", paid, cause);
  return settled(books, open, cause, true);
}

/** The bill is paid, here or out of our sight. */
export function settled(books: Books, open: Invoice, cause: Cause, attempted: boolean): Invoice {
  const paid = books.invoices.put({
    ...open,
    amount_paid: open.amount_due,
    amount_remaining: 0,
    attempt_count: open.attempt_count + (attempted ? 1 : 0),
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...open.status_transitions, paid_at: books.now() },
    webhooks_delivered_at: open.webhooks_delivered_at ?? books.now(),
  });
  tellPaid(books, paid, cause);
  return paid;
}

function failed(books: Books, open: Invoice, cause: Cause): Invoice {
  const attempt_count = open.attempt_count + 1;
  const pause = PAUSES[attempt_count - 1];
  const retried = open.auto_advance === true && pause !== undefined;
  const failing = books.invoices.put({
    ...open,
    attempt_count,
    attempted: true,
    next_payment_attempt: retried ? books.now() + pause : null,
  });
  books.record("invoice.payment_failed", failing, cause);
  return failing;
}

/** As recorded: a question to the person is no attempt yet. */
function asked(books: Books, open: Invoice, cause: Cause): Invoice {
  const asking = books.invoices.put({ ...open, attempted: true, next_payment_attempt: null });
  books.record("invoice.payment_action_required", asking, cause);
  return asking;
}

/** Its money is on its way. */
function underWay(books: Books, open: Invoice, cause: Cause): Invoice {
  const waiting = books.invoices.put({ ...open, attempted: true, next_payment_attempt: null });
  books.record("invoice.updated", waiting, cause, open);
  return waiting;
}

/** The bill's own method, else the plan's, else the customer's. */
export function methodFor(books: Books, invoice: Invoice): Method | undefined {
  const { customer, default_payment_method: own } = invoice;
  const plan = books.subscriptions.find(subscriptionOf(invoice) ?? "");
  const default_payment_method = own ?? plan?.default_payment_method ?? null;
  return usualMethod(books, { customer, default_payment_method });
}

export function subscriptionOf({ parent }: Invoice): string | undefined {
  const plan = parent?.subscription_details?.subscription;
  return plan && idOf(plan);
}
