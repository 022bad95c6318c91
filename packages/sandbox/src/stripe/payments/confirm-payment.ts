import type Stripe from "stripe";
import { bankQuestion } from "../bank/bank-question.ts";
import { type Decline, DECLINES } from "../bank/declines.ts";
import { cardDeclined } from "../bank/payment-errors.ts";
import { debitOutcome } from "../bank/test-accounts.ts";
import { ASKS_ONCE, cardEnding, declineOf, type TestCard } from "../bank/test-cards.ts";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { newCharge } from "../charges/new-charge.ts";
import { saveFor } from "../payment-methods/attach.ts";
import type { MandateData } from "../payment-methods/mandates.ts";
import { balanceOf, isAvailable } from "./balance.ts";
import { beginDebit } from "./begin-debit.ts";
import { awaitCapture } from "./held-money.ts";
import { wasSetUp } from "./was-set-up.ts";

type Intent = Stripe.PaymentIntent;
type Method = Stripe.PaymentMethod;

export interface Manner {
  /** Where a person goes on after their bank asked them. */
  returnUrl?: string | undefined;
  /** They cannot be asked now. */
  away?: boolean | undefined;
  /** How they agreed that their bank account may be debited. */
  mandate?: MandateData | undefined;
  /** Their bank is to ask, whether it wants to or not. */
  secure?: boolean | undefined;
}

/** Asks the bank for the money, and writes down what it said. */
export function confirmPayment(
  books: Books,
  intent: Intent,
  method: Method,
  cause: Cause,
  { returnUrl, away, mandate, secure = false }: Manner = {},
): Intent {
  const debit = debitOutcome(method);
  if (debit) return beginDebit(books, intent, method, { ...debit, mandate }, cause);
  const card = cardEnding(method.card?.last4 ?? "");
  if (!asksNow(books, method, card, secure)) return charge(books, intent, method, cause);
  if (away === true)
    return declinedCharge(books, intent, method, DECLINES.authentication_required, cause);
  return ask(books, intent, method, returnUrl, cause);
}

function asksNow(books: Books, method: Method, card: TestCard | undefined, secure: boolean) {
  if (secure) return true;
  if (card?.charged !== "asks") return false;
  return card.last4 !== ASKS_ONCE || !wasSetUp(books, method);
}

/** The person said yes to their bank. */
export function charge(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const card = cardEnding(method.card?.last4 ?? "");
  const decline = card && declineOf(card);
  if (decline) return declinedCharge(books, intent, method, decline, cause);
  const charged = chargedFor(books, intent, method, undefined);
  books.record("charge.succeeded", charged, cause);
  if (isAvailable(charged)) books.record("balance.available", balanceOf(books), cause);
  if (card?.disputed) awaitComplaint(books, charged);
  if (intent.setup_future_usage !== null) saveForOwner(books, intent, method, cause);
  return taken(books, { ...intent, latest_charge: charged.id }, method, cause);
}

function declinedCharge(
  books: Books,
  intent: Intent,
  method: Method,
  decline: Decline,
  cause: Cause,
): Intent {
  const failed = chargedFor(books, intent, method, decline);
  books.record("charge.failed", failed, cause);
  const error = cardDeclined(method, decline, failed.id);
  return refuse(books, { ...intent, latest_charge: failed.id }, error, cause);
}

function chargedFor(books: Books, intent: Intent, method: Method, decline: Decline | undefined) {
  const made = { id: books.charges.newId(), created: books.now(), intent, method, decline };
  return books.charges.put(newCharge(made));
}

/** Its owner will tell their bank that they did not owe it. */
export function awaitComplaint(books: Books, { id, customer }: Stripe.Charge) {
  books.awaited.put(id, { id, customer: customer && idOf(customer), at: books.now() });
}

export function saveForOwner(books: Books, { customer }: Intent, method: Method, cause: Cause) {
  const owner = customer && books.customers.find(idOf(customer));
  if (owner) saveFor(books, owner, method, cause);
}

/** The money is here, or held until it is captured. */
export function taken(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const held = intent.capture_method === "manual";
  const after = books.paymentIntents.put({
    ...intent,
    amount_capturable: held ? intent.amount : 0,
    amount_received: held ? 0 : intent.amount,
    last_payment_error: null,
    next_action: null,
    payment_method: method.id,
    status: held ? "requires_capture" : "succeeded",
  });
  const happened = held ? "amount_capturable_updated" : "succeeded";
  books.record(`payment_intent.${happened}`, after, cause);
  if (held) awaitCapture(books, after);
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
