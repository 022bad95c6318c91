import type { CustomerState, Known } from "./state.ts";
import type { SubscriptionSaid } from "@portico/db";

/** Past due still works: Stripe is trying the card again, and a person may be mending it. */
const GIVES_ACCESS = new Set(["active", "trialing", "past_due"]);

/** The subscriptions that let an organization use the product; none is no access. */
export function accessOf({ subscriptions }: CustomerState): Known<SubscriptionSaid>[] {
  return subscriptions.filter(({ status }) => GIVES_ACCESS.has(status));
}
