import Stripe from "stripe";

const { StripeInvalidRequestError, StripeCardError, StripeIdempotencyError, StripeError } =
  Stripe.errors;

/** Not the fault of what was asked: Stripe is down or busy, or does not know our key. */
export function isOutage(error: unknown): boolean {
  const isRefusal = [StripeInvalidRequestError, StripeCardError, StripeIdempotencyError].some(
    (kind) => error instanceof kind,
  );
  return error instanceof StripeError && !isRefusal;
}
