import type { Cause } from "@portico/db";
import Stripe from "stripe";
import { actorOf, type Caller } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { askStripe } from "../stripe/ask-stripe.ts";

export interface AskToChangeNeeds {
  /** Reads all that Stripe says about a customer, unless somebody else is at work on it. */
  refreshCustomer(customer: string, cause: Cause): Promise<"done" | "same" | "busy">;
}

/** A change at Stripe that the page shows at once. */
export async function askToChange<Answer>(
  needs: AskToChangeNeeds,
  caller: Caller,
  customer: string,
  change: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await askStripe(change, changedMeanwhile());
  await needs
    .refreshCustomer(customer, { by: "change", actor: actorOf(caller) })
    .catch(whenStripeIsSilent);
  return answer;
}

export function changedMeanwhile(): Refused {
  return new Refused("BAD_REQUEST", {
    message: "Stripe cannot change this plan like that. It may have changed meanwhile: look again.",
  });
}

/** The change was made, and Stripe's letter tells of it. */
function whenStripeIsSilent(error: unknown) {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
}
