import type { Cause } from "@portico/db";
import Stripe from "stripe";
import type { PersonCaller } from "../caller.ts";
import { refusalOfStripe } from "../stripe/ask-stripe.ts";
import { type BillingViewNeeds, requireToSee, viewBilling } from "./billing-view.ts";
import { inTurns } from "./in-turns.ts";

export interface RefreshBillingNeeds extends BillingViewNeeds {
  /** Reads all that Stripe says about a customer, unless somebody else is at work on it. */
  refreshCustomer(customer: string, cause: Cause): Promise<"done" | "same" | "busy">;
  pause(ms: number): Promise<void>;
}

const TRIES = 20;
const BETWEEN_TRIES_MS = 250;

/** For whoever comes back from the portal: asks Stripe now, and answers what the billing page shows then. */
export function createRefreshBilling(needs: RefreshBillingNeeds) {
  const refresh = inTurns((customer, actor) => read(needs, customer, actor), needs.pause);

  return async (caller: PersonCaller) => {
    const { customer } = await requireToSee(needs, caller);
    if (customer !== null) await refresh(customer, caller.person);
    return viewBilling(needs, caller);
  };
}

/** Whoever has been at work on it for seconds will be done soon, and the page hears of that. */
async function read(needs: RefreshBillingNeeds, customer: string, actor: string) {
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const outcome = await needs.refreshCustomer(customer, { by: "refresh", actor });
      if (outcome !== "busy") return;
      await needs.pause(BETWEEN_TRIES_MS);
    }
  } catch (error) {
    throw error instanceof Stripe.errors.StripeError ? refusalOfStripe(error) : error;
  }
}
