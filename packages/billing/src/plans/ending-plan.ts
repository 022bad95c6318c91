import { toldSubscription } from "../from-stripe/subscription.ts";
import { Refused } from "../reasons.ts";

/** When a plan ends, as Stripe just said. */
export interface EndingPlan {
  subscription: string;
  /** Nothing where it goes on. */
  endsAt: string | null;
}

export function endingPlan(subscription: unknown): EndingPlan {
  const told = toldSubscription.safeParse(subscription);
  if (told.data?.says.kind !== "subscription")
    throw new Refused("STRIPE_UNAVAILABLE", { cause: told.error });
  const { id, says } = told.data;
  return { subscription: id, endsAt: says.endedAt ?? says.cancelAt };
}
