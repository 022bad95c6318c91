import type Stripe from "stripe";
import type { Subscription, SubscriptionItem } from "../../../books/shapes.ts";
import { later } from "../../../calendar.ts";
import { costOf } from "../../../subscriptions/bills/plan-lines.ts";

type Rules = Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate;

/** Paying less, or for a shorter time, may have to wait until what was paid for is used. */
export function waits(rules: Rules, before: Subscription, wanted: Subscription): boolean {
  const [had] = before.items.data;
  const [item] = wanted.items.data;
  if (!had || !item || before.status === "trialing") return false;
  const grounds = {
    decreasing_item_amount: costOf(item) < costOf(had),
    shortening_interval: lengthOf(item) < lengthOf(had),
  };
  const named = new Set(rules.schedule_at_period_end.conditions.map(({ type }) => type));
  return Object.entries(grounds).some(([type, met]) => met && named.has(type));
}

function lengthOf({ price: { recurring } }: SubscriptionItem): number {
  return recurring ? later(0, recurring.interval, recurring.interval_count) : 0;
}
