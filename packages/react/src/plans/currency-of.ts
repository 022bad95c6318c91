import type { BillingView, PlansView } from "../trpc.ts";

/** What is paid in already; else what the catalog names first. */
export function currencyOf({ subscriptions }: BillingView, { plans, packs }: PlansView): string {
  const paid = subscriptions[0]?.items[0];
  const first = paid ?? plans[0]?.prices[0] ?? packs[0]?.prices[0];
  return first?.currency ?? "usd";
}
