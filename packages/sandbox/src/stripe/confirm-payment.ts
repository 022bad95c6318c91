import type Stripe from "stripe";
import { bankQuestion } from "./bank-question.ts";
import type { Books, Cause } from "./books.ts";
import { newCharge } from "./new-charge.ts";
import { cardDeclined } from "./payment-errors.ts";
import { whenCharged } from "./test-cards.ts";

type Intent = Stripe.PaymentIntent;
type Method = Stripe.PaymentMethod;

export interface Manner {
  /** Where a person goes on after their bank asked them. */
  returnUrl?: string | undefined;
}

/** Asks the bank for the money, and writes down what it said. */
export function confirmPayment(
  books: Books,
  intent: Intent,
  method: Method,
  cause: Cause,
  { returnUrl }: Manner = {},
): Intent {
  return whenCharged(method.card?.last4 ?? "") === "asks"
    ? ask(books, intent, method, returnUrl, cause)
    : charge(books, intent, method, cause);
}

/** The person said yes to their bank. */
export function charge(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const paid = whenCharged(method.card?.last4 ?? "") !== "declined";
  const made = { id: books.charges.newId(), created: books.now(), intent, method, paid };
  const charged = books.charges.put(newCharge(made));
  books.record(paid ? "charge.succeeded" : "charge.failed", charged, cause);
  const tried = { ...intent, latest_charge: charged.id };
  return paid
    ? succeed(books, tried, method, cause)
    : refuse(books, tried, cardDeclined(method, charged.id), cause);
}

function succeed(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const after = books.paymentIntents.put({
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    next_action: null,
    payment_method: method.id,
    status: "succeeded",
  });
  books.record("payment_intent.succeeded", after, cause);
  return after;
}

/** It is tried again with another method, or never. */
export function refuse(
  books: Books,
  intent: Intent,
  error: Stripe.PaymentIntent.LastPaymentError,
  cause: Cause,
): Intent {
  const after = books.paymentIntents.put({
    ...intent,
    last_payment_error: error,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  books.record("payment_intent.payment_failed", after, cause);
  return after;
}

function ask(
  books: Books,
  intent: Intent,
  method: Method,
  returnUrl: string | undefined,
  cause: Cause,
): Intent {
  const after = books.paymentIntents.put({
    ...intent,
    payment_method: method.id,
    status: "requires_action",
    next_action: bankQuestion(books, intent.id, returnUrl),
  });
  books.record("payment_intent.requires_action", after, cause);
  return after;
}
