import type { Cause } from "@portico/db";
import Stripe from "stripe";
import { refusalOfStripe } from "../stripe/ask-stripe.ts";
import type { Refreshed } from "./refresh-customer.ts";

export interface RefreshPatientlyNeeds {
  /** Reads all that Stripe says about a customer, unless somebody else is at work on it. */
  refreshCustomer(customer: string, cause: Cause): Promise<Refreshed>;
  pause(ms: number): Promise<void>;
}

const TRIES = 20;
const BETWEEN_TRIES_MS = 250;

/** False when somebody else has been at work on it all the time: they will be done soon, and the page hears of that. */
export async function refreshPatiently(
  needs: RefreshPatientlyNeeds,
  customer: string,
  cause: Cause,
): Promise<boolean> {
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const outcome = await needs.refreshCustomer(customer, cause);
      if (outcome !== "busy") return true;
      await needs.pause(BETWEEN_TRIES_MS);
    }
    return false;
  } catch (error) {
    throw error instanceof Stripe.errors.StripeError ? refusalOfStripe(error) : error;
  }
}
