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

export function refusalOfStripe(error: unknown, invalid?: Refused): Refused {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    if (error.code === "resource_missing" && error.param === "customer")
      return new Refused("NO_STRIPE_CUSTOMER", { cause: error });
    if (error.code === "resource_missing" && error.param === "configuration")
      return new Refused("PORTAL_NOT_SET_UP", { cause: error });
    if (invalid) return new Refused(invalid.reason, { message: invalid.message, cause: error });
  }
  return new Refused("STRIPE_UNAVAILABLE", { cause: error, retryAfterSeconds: retryAfter(error) });
}

function retryAfter(error: unknown): number | undefined {
  const seconds =
    error instanceof Stripe.errors.StripeError ? Number(error.headers?.["retry-after"]) : NaN;
  return Number.isInteger(seconds) && seconds >= 0 ? seconds : undefined;
}
