import { createStripe } from "@portico/billing";
import type { Difference } from "@portico/billing/portal";
import Stripe from "stripe";
import type { Settings } from "./env.ts";

/** Works at Stripe, and says in words why that failed. */
export async function atStripe(
  access: Settings["stripe"],
  work: (stripe: Stripe) => Promise<void>,
): Promise<number> {
  try {
    await work(createStripe(access));
    return 0;
  } catch (error) {
    console.error(whyNot(error));
    return 1;
  }
}

export function differencesInWords(differences: Difference[]): string[] {
  return differences.map(({ path, is, wanted }) => `  ${path}: ${shown(is)} -> ${shown(wanted)}`);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

function whyNot(error: unknown): string {
  if (error instanceof Stripe.errors.StripeConnectionError)
    return "Stripe could not be reached. Is the sandbox running, or is STRIPE_API_URL wrong?";
  return error instanceof Error ? error.message : String(error);
}
