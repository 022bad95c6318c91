import type Stripe from "stripe";

const LIVE: readonly string[] = [
  "active",
  "trialing",
  "past_due",
  "unpaid",
  "paused",
  "incomplete",
] satisfies Stripe.Subscription.Status[];

export function isLive(status: string): boolean {
  return LIVE.includes(status);
}
