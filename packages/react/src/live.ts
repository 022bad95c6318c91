import type { BillingView, Subscription } from "./trpc.ts";

const over: ReadonlySet<string> = new Set(["canceled", "incomplete_expired"]);

/** What the organization has now; failing that, the last thing it had. */
export function plansToShow({ subscriptions }: BillingView): Subscription[] {
  const live = subscriptions.filter(isLive);
  return live.length > 0 ? live : subscriptions.slice(0, 1);
}

export function hasPlan({ subscriptions }: BillingView): boolean {
  return subscriptions.some(isLive);
}

function isLive({ status }: Subscription): boolean {
  return !over.has(status);
}

/** Nothing is wrong, but it will not go on. */
export function isEnding({ status, cancelAt }: Subscription): boolean {
  return cancelAt !== null && (status === "active" || status === "trialing");
}
