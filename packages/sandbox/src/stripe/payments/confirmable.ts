import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { invalid } from "../problem.ts";

type Intent = Stripe.PaymentIntent;

const CONFIRMABLE = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
]);

export function requireConfirmable(intent: Intent): Intent {
  const { status } = intent;
  if (CONFIRMABLE.has(status)) return intent;
  throw unexpected(
    status === "succeeded"
      ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
      : `You cannot confirm this PaymentIntent because it has a status of ${status}. ` +
          "Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.",
  );
}

/** The method an intent is to be confirmed with. */
export function methodOf(books: Books, { payment_method: method }: Intent) {
  const found = method === null ? undefined : books.paymentMethods.find(idOf(method));
  if (found) return found;
  throw unexpected(
    "You cannot confirm this PaymentIntent because it's missing a payment method. " +
      "You can either update the PaymentIntent with a payment method and then confirm it again, " +
      "or confirm it again directly with a payment method or ConfirmationToken.",
  );
}

/** What is asked does not go with the state that an intent is in. */
export function unexpected(message: string, more: { param?: string } = {}) {
  return invalid(message, { code: "payment_intent_unexpected_state", ...more });
}
