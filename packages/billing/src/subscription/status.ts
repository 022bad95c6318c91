import type Stripe from "stripe";

/** Whoever has such a subscription changes it, and begins no other beside it. */
export const RUNNING: readonly string[] = [
  "active",
  "trialing",
  "past_due",
  "unpaid",
  "paused",
] satisfies Stripe.Subscription.Status[];

export function isRunning(status: string): boolean {
  return RUNNING.includes(status);
}

export function isLive(status: string): boolean {
  return isRunning(status) || status === "incomplete";
}

/** What was used is not paid for yet. */
export function isLate(status: string): boolean {
  return status === "past_due" || status === "unpaid";
}
