import type Stripe from "stripe";
import { type DebitFailure, debitFailed } from "../bank/payment-errors.ts";
import { debitOutcome } from "../bank/test-accounts.ts";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { refuse, saveForOwner, taken } from "./confirm-payment.ts";
import { takePayment } from "./take-payment.ts";

type Intent = Stripe.PaymentIntent;
type Method = Stripe.PaymentMethod;

/** The bank says what became of a debit; a bill and its plan follow. */
export function finishDebit(books: Books, id: string) {
  const intent = books.paymentIntents.get(id, { param: "payment_intent" });
  if (intent.status !== "processing" || !intent.payment_method) return;
  const named = idOf(intent.payment_method);
  const method = books.paymentMethods.get(named, { param: "payment_method" });
  takePayment(books, intent, method, settle, null);
}

function settle(books: Books, intent: Intent, method: Method, cause: Cause): Intent {
  const pending = books.charges.get(intent.latest_charge ? idOf(intent.latest_charge) : "", {
    param: "charge",
  });
  const failure = debitOutcome(method)?.failure;
  if (failure) return fail(books, intent, method, { pending, failure }, cause);
  const paid = books.charges.put({ ...pending, paid: true, status: "succeeded" });
  books.record("charge.succeeded", paid, cause);
  if (intent.setup_future_usage !== null) saveForOwner(books, intent, method, cause);
  return taken(books, intent, method, cause);
}

function fail(
  books: Books,
  intent: Intent,
  method: Method,
  { pending, failure }: { pending: Stripe.Charge; failure: DebitFailure },
  cause: Cause,
): Intent {
  const error = debitFailed(method, failure, pending.id);
  const failed = books.charges.put({
    ...pending,
    amount_captured: 0,
    captured: false,
    failure_code: error.code,
    failure_message: error.message,
    status: "failed",
  });
  books.record("charge.failed", failed, cause);
  return refuse(books, intent, error, cause);
}
