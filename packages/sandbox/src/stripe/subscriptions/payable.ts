import { declined } from "../bank/declines.ts";
import { cardEnding, declineOf, whenCharged } from "../bank/test-cards.ts";
import type { Books } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { usualMethod } from "../payment-methods/usual-method.ts";
import { invalid, StripeProblem } from "../problem.ts";

const NO_METHOD =
  "This customer has no attached payment source or default payment method. " +
  "Please consider adding a default payment method. For more information, visit " +
  "https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.";

/** The last digits of what pays for a plan; refused where nothing does. */
export function payingCard(books: Books, plan: Subscription): string {
  const method = usualMethod(books, plan);
  if (!method) throw invalid(NO_METHOD, { code: "resource_missing" });
  return method.card?.last4 ?? "";
}

/** Where a plan is not to be had unless it is paid at once. */
export function requireTaken(last4: string) {
  const charged = whenCharged(last4);
  if (charged === "asks")
    throw new StripeProblem(402, {
      type: "card_error",
      code: "subscription_payment_intent_requires_action",
      message: ASKS,
    });
  const card = cardEnding(last4);
  if (charged === "declined") throw declined(card && declineOf(card));
}

const ASKS =
  "Payment for this subscription requires additional user action before it can be completed successfully. " +
  "Payment can be completed using the PaymentIntent associated with `subscription.latest_invoice`.";
