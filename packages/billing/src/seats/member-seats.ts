import type { SubscriptionItemSaid } from "@portico/db";
import type { Catalog } from "../plans/catalog.ts";
import { planOf } from "../plans/plan-of.ts";
import type { CustomerState } from "../subscription/state.ts";
import { isRunning } from "../subscription/status.ts";

/** What is paid for by the number of members. */
export interface MemberSeats {
  subscription: string;
  item: SubscriptionItemSaid;
}

/** The seats of a customer that follow its members; nothing where none do. */
export function memberSeatsIn(
  { subscriptions }: CustomerState,
  catalog: Catalog,
  planByProduct: ReadonlyMap<string, string>,
): MemberSeats | null {
  for (const { id, items } of subscriptions.filter((each) => isRunning(each.status)))
    for (const item of items) {
      const plan = catalog.plans[planOf(catalog, item, planByProduct) ?? ""];
      if (plan?.seats === "members") return { subscription: id, item };
    }
  return null;
}

/** Somebody who pays has a seat, whoever left. */
export function seatsFor(members: number): number {
  return Math.max(1, members);
}
