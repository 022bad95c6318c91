import type Stripe from "stripe";
import type { Choice } from "./judge-choice.ts";
import type { ChangeWish } from "./wish.ts";
import type { OwnPlan } from "./which-plan.ts";

/** What Stripe is asked to make of a plan, and to preview. */
export interface NewTerms {
  items: [{ id: string; price: string; quantity: number }];
  proration_behavior: Stripe.SubscriptionUpdateParams.ProrationBehavior;
}

/**
 * From month to month the difference is on the next invoice; a year is too long to wait for that, and a new rhythm
 * begins with an invoice anyway. A trial goes on.
 */
export function newTerms(
  { subscription, item }: OwnPlan,
  { price, quantity }: Choice,
  { interval }: ChangeWish,
): NewTerms {
  const later =
    subscription.status === "trialing" || (item.interval === "month" && interval === "month");
  return {
    items: [{ id: item.id, price, quantity }],
    proration_behavior: later ? "create_prorations" : "always_invoice",
  };
}
