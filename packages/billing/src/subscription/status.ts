import type Stripe from "stripe";

const LIVE: readonly string[] = [
  "active",
  "trialing",
  "past_due",
  "unpaid",
  "paused",
  "incomplete",
] satisfies Stripe.Subscription.Status[];

/** Costs, or soon will. Without being paid for once, none does. */
export const COSTS: readonly string[] = LIVE.filter((status) => status !== "incomplete");

export function costs(status: string): boolean {
  return COSTS.includes(status);
}

export function isLive(status: string): boolean {
  return LIVE.includes(status);
}
