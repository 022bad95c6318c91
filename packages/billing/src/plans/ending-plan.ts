import type { SubscriptionSaid } from "@portico/db";

/** When a plan ends, as Stripe just said. */
export interface EndingPlan {
  subscription: string;
  /** Nothing where it goes on. */
  endsAt: string | null;
}

export function endingPlan(
  subscription: string,
  { endedAt, cancelAt }: SubscriptionSaid,
): EndingPlan {
  return { subscription, endsAt: endedAt ?? cancelAt };
}
