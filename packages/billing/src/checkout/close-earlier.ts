import { type CheckoutRow, checkoutOf, type Database } from "@portico/db";
import Stripe from "stripe";
import { CHECKOUT_KEY } from "../from-stripe/subscription.ts";
import { askStripe } from "../stripe/ask-stripe.ts";

export interface CloseNeeds {
  db: Database;
  stripe: Pick<Stripe, "checkout">;
  now(): Date;
}

type Closed = "closed" | "paid";

/** Makes sure that nobody can pay any more in the checkout before. `paid` where somebody has. */
export async function closeEarlier(
  needs: CloseNeeds,
  at: Pick<CheckoutRow, "organizationId" | "sells">,
  customer: string,
): Promise<Closed> {
  const earlier = await checkoutOf(needs.db, at);
  if (!earlier || earlier.expiresAt <= needs.now()) return "closed";
  if (earlier.sessionId !== null) return close(needs, earlier.sessionId);
  await closeUnheardOf(needs, at.sells, customer);
  return "closed";
}

export async function close(needs: Pick<CloseNeeds, "stripe">, id: string): Promise<Closed> {
  const { sessions } = needs.stripe.checkout;
  const expired = await askStripe(() => ifPossible(sessions.expire(id)));
  if (expired) return "closed";
  const session = await askStripe(() => ifPossible(sessions.retrieve(id)));
  return session?.status === "complete" ? "paid" : "closed";
}

/** Nothing where Stripe has no such session, or none that this can be done with any more. */
async function ifPossible<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return undefined;
    throw error;
  }
}

/** Stripe may have opened one without our hearing of it. Nobody has its address, so nobody paid there. */
async function closeUnheardOf(needs: CloseNeeds, sells: CheckoutRow["sells"], customer: string) {
  const { sessions } = needs.stripe.checkout;
  const { data } = await askStripe(() => sessions.list({ customer, status: "open", limit: 100 }));
  for (const { id, metadata } of data)
    if (metadata?.[CHECKOUT_KEY] === sells) await close(needs, id);
}
