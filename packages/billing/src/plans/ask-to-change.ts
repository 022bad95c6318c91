import type { SubscriptionSaid } from "@portico/db";
import Stripe from "stripe";
import { actorOf, type Caller } from "../caller.ts";
import { toldSubscription } from "../from-stripe/subscription.ts";
import type { RefreshPatientlyNeeds } from "../projecting/refresh-patiently.ts";
import { Refused } from "../reasons.ts";
import { askStripe } from "../stripe/ask-stripe.ts";

export type AskToChangeNeeds = Pick<RefreshPatientlyNeeds, "refreshCustomer">;

/** A change of a subscription at Stripe, which the page shows at once. */
export async function askToChange(
  needs: AskToChangeNeeds,
  caller: Caller,
  customer: string,
  change: () => Promise<Stripe.Subscription>,
): Promise<SubscriptionSaid> {
  const actor = actorOf(caller);
  const answer = await askStripe(change, changedMeanwhile()).catch(async (error: unknown) => {
    // So that whoever looks again sees what it is by now.
    if (error instanceof Refused && error.reason === "BAD_REQUEST")
      await needs.refreshCustomer(customer, { by: "refresh", actor }).catch(whenStripeIsSilent);
    throw error;
  });
  const changed = readSubscription(answer);
  await needs.refreshCustomer(customer, { by: "change", actor }).catch(whenStripeIsSilent);
  return changed;
}

export function changedMeanwhile(): Refused {
  return new Refused("BAD_REQUEST", {
    message: "Stripe cannot change this plan like that. It may have changed meanwhile: look again.",
  });
}

function readSubscription(answer: unknown): SubscriptionSaid {
  const told = toldSubscription.safeParse(answer);
  if (told.data?.says.kind === "subscription") return told.data.says;
  throw new Refused("STRIPE_UNAVAILABLE", { cause: told.error });
}

/** The change was made, and Stripe's letter tells of it. */
function whenStripeIsSilent(error: unknown) {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
}
