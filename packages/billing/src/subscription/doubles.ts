import type { SubscriptionSaid } from "@portico/db";
import type { WithId } from "./state.ts";
import { isRunning } from "./status.ts";

type Subscription = WithId<SubscriptionSaid>;

export interface Double {
  double: Subscription;
  /** The one that was there before. */
  kept: Subscription;
}

/** Subscriptions that a checkout of ours began while there was one already. */
export function doublesAmong(subscriptions: Subscription[]): Double[] {
  const [kept, ...later] = subscriptions
    .filter(({ status }) => isRunning(status))
    .toSorted(oldestFirst);
  return kept
    ? later.filter(({ fromCheckout }) => fromCheckout).map((double) => ({ double, kept }))
    : [];
}

function oldestFirst(one: Subscription, other: Subscription): number {
  return one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id);
}
