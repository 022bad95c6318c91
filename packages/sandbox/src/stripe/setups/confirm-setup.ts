import type Stripe from "stripe";
import { bankQuestion } from "../bank/bank-question.ts";
import { DECLINES } from "../bank/declines.ts";
import { cardDeclined } from "../bank/payment-errors.ts";
import { cardEnding } from "../bank/test-cards.ts";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { concludeCheckout } from "../checkout/conclude.ts";
import { saveFor } from "../payment-methods/attach.ts";
import { mandateFor } from "../payment-methods/mandates.ts";
import type { Manner } from "../payments/confirm-payment.ts";
import { attemptAt } from "./setup-attempts.ts";

type Intent = Stripe.SetupIntent;
type Method = Stripe.PaymentMethod;

/** Asks the bank whether a method may be kept, and writes down what it said. */
export function confirmSetup(
  books: Books,
  intent: Intent,
  method: Method,
  { returnUrl, mandate }: Manner,
  cause: Cause,
): Intent {
  const card = cardEnding(method.card?.last4 ?? "");
  if (card?.saved === "declined")
    return failSetup(
      books,
      intent,
      method,
      cardDeclined(method, card.decline ?? DECLINES.generic_decline),
      cause,
    );
  const agreed = method.card ? undefined : mandateFor(books, method, mandate);
  if (card?.charged !== "asks")
    return succeedSetup(books, { ...intent, mandate: agreed ?? null }, method, cause);
  const asking = books.setupIntents.put({
    ...intent,
    latest_attempt: attemptAt(books, intent, method, "requires_action"),
    next_action: bankQuestion(books, intent.id, returnUrl),
    payment_method: method.id,
    status: "requires_action",
  });
  books.record("setup_intent.requires_action", asking, cause);
  return asking;
}

export function succeedSetup(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const owner = intent.customer && books.customers.find(idOf(intent.customer));
  if (owner) saveFor(books, owner, method, cause);
  const done = books.setupIntents.put({
    ...intent,
    last_setup_error: null,
    latest_attempt: attemptAt(books, intent, method, "succeeded"),
    next_action: null,
    payment_method: method.id,
    status: "succeeded",
  });
  books.record("setup_intent.succeeded", done, cause);
  concludeCheckout(books, intent.id, cause);
  return done;
}

export function failSetup(
  books: Books,
  intent: Intent,
  method: Method,
  error: Stripe.SetupIntent.LastSetupError,
  cause: Cause,
): Intent {
  const failed = books.setupIntents.put({
    ...intent,
    last_setup_error: error,
    latest_attempt: attemptAt(books, intent, method, "failed", error),
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  books.record("setup_intent.setup_failed", failed, cause);
  return failed;
}
