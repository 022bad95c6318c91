import { markDead, putOff } from "@portico/db";
import Stripe from "stripe";
import { LostLease } from "../subscription/commit-projections.ts";
import type { CustomerFile } from "../subscription/judge-letters.ts";
import type { SettleNeeds } from "./settle-needs.ts";

/** A letter is dead after so many tries. What Stripe's own troubles keep waiting is never dead. */
const TRIES = 20;
const LONGEST_WAIT_MS = 15 * 60_000;

export async function tryLater(
  needs: SettleNeeds,
  { customer, letters }: Pick<CustomerFile, "customer" | "letters">,
  error: unknown,
) {
  needs.onFailure(customer, error);
  // Whoever has the lease now does the work.
  if (error instanceof LostLease) return;
  const why = error instanceof Error ? error.message : String(error);
  for (const { id, attempts } of letters) {
    if (attempts + 1 >= TRIES && !isOutage(error)) await markDead(needs.db, id, why, needs.now());
    else await putOff(needs.db, id, why, nextTry(needs.now(), attempts));
  }
}

function nextTry(now: Date, attempts: number): Date {
  const wait = Math.min(1000 * 2 ** attempts, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
  return new Date(now.getTime() + wait);
}

/** Not the letter's fault: Stripe is down or busy, or does not know our key. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    !(error instanceof Stripe.errors.StripeInvalidRequestError)
  );
}
