import type Stripe from "stripe";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import type { StandingNeeds } from "../standing.ts";
import { askToChange, type AskToChangeNeeds } from "./ask-to-change.ts";
import { type EndingPlan, endingPlan } from "./ending-plan.ts";
import { requireToChange } from "./judge-change.ts";
import { whichSubscription, type WhichPlanNeeds } from "./which-plan.ts";
import type { CancelWish } from "./wish.ts";

export interface CancelPlanNeeds
  extends WhichPlanNeeds, AskToChangeNeeds, StandingNeeds, AuditNeeds {
  stripe: Pick<Stripe, "subscriptions">;
}

/** Ends a plan with what was paid for, or now; nothing is paid back. */
export async function cancelPlan(
  needs: CancelPlanNeeds,
  caller: Caller,
  { when, reason, ...meant }: CancelWish,
): Promise<EndingPlan> {
  return audited(needs, caller, "plan.cancel", async () => {
    const standing = await requireToChange(needs, caller);
    const { customer, subscription } = await whichSubscription(needs, standing, meant);
    const { subscriptions } = needs.stripe;
    const said = reason && { cancellation_details: { feedback: reason } };
    const ending = await askToChange(needs, caller, customer, () =>
      when === "now"
        ? subscriptions.cancel(subscription.id, { ...said, invoice_now: true, prorate: false })
        : subscriptions.update(subscription.id, { ...said, cancel_at_period_end: true }),
    );
    return { subject: subscription.id, result: endingPlan(subscription.id, ending) };
  });
}
