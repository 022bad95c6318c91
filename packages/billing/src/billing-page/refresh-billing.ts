import type { PersonCaller } from "../caller.ts";
import { refreshPatiently, type RefreshPatientlyNeeds } from "../projecting/refresh-patiently.ts";
import { type BillingViewNeeds, requireToSee, viewBilling } from "./billing-view.ts";
import { inTurns } from "./in-turns.ts";

export type RefreshBillingNeeds = BillingViewNeeds & RefreshPatientlyNeeds;

/** For whoever comes back from the portal: asks Stripe now, and answers what the billing page shows then. */
export function createRefreshBilling(needs: RefreshBillingNeeds) {
  const refresh = inTurns(
    (customer, actor) => refreshPatiently(needs, customer, { by: "refresh", actor }),
    needs.pause,
  );

  return async (caller: PersonCaller) => {
    const { customer } = await requireToSee(needs, caller);
    if (customer !== null) await refresh(customer, caller.person);
    return viewBilling(needs, caller);
  };
}
