import Stripe from "stripe";
import type { Reading } from "./reading.ts";

/** Nothing where Stripe has no such object. */
export async function unlessMissing<Answer>(
  reading: Reading,
  asked: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isMissing(error)) throw error;
    reading.heard({ lastResponse: { headers: error.headers ?? {} } });
    return undefined;
  }
}

function isMissing(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing"
  );
}
