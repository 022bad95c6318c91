import Stripe from "stripe";
import { Refused } from "../reasons.ts";

const SHORT_WAIT_MS = 500;

/**
 * Asks once more after a plain 429, which the SDK does not, and turns Stripe's no into a reason of ours.
 * `invalid` is what it means here when Stripe cannot do what was asked.
 */
export async function askStripe<Answer>(
  question: () => Promise<Answer>,
  invalid?: Refused,
): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeRateLimitError))
      throw refusalOfStripe(error, invalid);
    await new Promise((resolve) => setTimeout(resolve, SHORT_WAIT_MS));
    return question().catch((again: unknown) => {
      throw refusalOfStripe(again, invalid);
    });
  }
}

/** In what we ask to sell; the portal's steps name prices too. */
const A_PRICE_OF_OURS = /^(line_items|items|subscription_details\[items\])\[\d+\]\[price\]$/;

const CUSTOMER_GONE =
  "Stripe has the customer of this organization no more, so there is nothing to manage. Subscribe to begin anew.";

export function refusalOfStripe(error: unknown, invalid?: Refused): Refused {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    if (error.code === "resource_missing" && error.param === "customer")
      return new Refused("NO_STRIPE_CUSTOMER", { message: CUSTOMER_GONE, cause: error });
    if (error.code === "resource_missing" && error.param === "configuration")
      return new Refused("PORTAL_NOT_SET_UP", { cause: error });
    if (error.code === "resource_missing" && error.param === undefined) return noCard(error);
    if (A_PRICE_OF_OURS.test(error.param ?? ""))
      return new Refused("PLANS_NOT_SET_UP", { cause: error });
    if (invalid) return new Refused(invalid.reason, { message: invalid.message, cause: error });
  }
  if (error instanceof Stripe.errors.StripeCardError) return paymentFailed(error);
  return new Refused("STRIPE_UNAVAILABLE", { cause: error, retryAfterSeconds: retryAfter(error) });
}

const TO_CONFIRM = new Set([
  "authentication_required",
  "subscription_payment_intent_requires_action",
]);

function paymentFailed(error: Stripe.errors.StripeCardError): Refused {
  return new Refused("PAYMENT_FAILED", {
    cause: error,
    ...(TO_CONFIRM.has(error.code ?? "") && {
      message:
        "The bank wants this payment confirmed, so nothing was changed. Make the change in the portal, where that is possible.",
    }),
  });
}

function noCard(cause: Stripe.errors.StripeError): Refused {
  const message =
    "There is no card to pay with, so nothing was changed. Add one in the portal and try again.";
  return new Refused("PAYMENT_FAILED", { message, cause });
}

function retryAfter(error: unknown): number | undefined {
  const seconds =
    error instanceof Stripe.errors.StripeError ? Number(error.headers?.["retry-after"]) : NaN;
  return Number.isInteger(seconds) && seconds >= 0 ? seconds : undefined;
}
