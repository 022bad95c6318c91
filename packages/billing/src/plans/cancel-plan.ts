import type Stripe from "stripe";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import { wrongField } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { askToChange, type AskToChangeNeeds } from "./ask-to-change.ts";
import { type EndingPlan, endingPlan } from "./ending-plan.ts";
import { type OwnSubscription, whichSubscription, type WhichPlanNeeds } from "./which-plan.ts";
import type { CancelWish } from "./wish.ts";

export interface CancelPlanNeeds
  extends WhichPlanNeeds, AskToChangeNeeds, StandingNeeds, AuditNeeds {
  stripe: Pick<Stripe, "subscriptions">;
}

/** Ends a plan with what was paid for, or now; nothing is paid back. */
export async function cancelPlan(
  needs: CancelPlanNeeds,
  caller: Caller,
  wish: CancelWish,
): Promise<EndingPlan> {
  return audited(needs, caller, "plan.cancel", async () => {
    const { standing } = await requireRight(needs, caller, "billing:write");
    const own = await whichSubscription(needs, standing, wish);
    const { id, items } = own.subscription;
    if (wish.item !== undefined && items.length > 1)
      return {
        subject: wish.item,
        result: await takeOff(needs, caller, own, { ...wish, item: wish.item }),
      };
    return { subject: id, result: await end(needs, caller, own, wish) };
  });
}

async function end(
  needs: CancelPlanNeeds,
  caller: Caller,
  { customer, subscription: { id } }: OwnSubscription,
  { when, reason }: CancelWish,
): Promise<EndingPlan> {
  const { subscriptions } = needs.stripe;
  const said = reason && { cancellation_details: { feedback: reason } };
  const ending = await askToChange(needs, caller, customer, () =>
    when === "now"
      ? subscriptions.cancel(id, { ...said, invoice_now: true, prorate: false })
      : subscriptions.update(id, { ...said, cancel_at_period_end: true }),
  );
  return endingPlan(id, ending);
}

/** One of several: the others go on, and what is not used of this one comes off their next invoice. */
async function takeOff(
  needs: CancelPlanNeeds,
  caller: Caller,
  { customer, subscription: { id } }: OwnSubscription,
  { when, item }: CancelWish & { item: string },
): Promise<EndingPlan> {
  if (when !== "now")
    throw wrongField(
      "when",
      "One of several plans can only be cancelled now. What is not used of it comes off the next invoice.",
    );
  await askToChange(needs, caller, customer, () =>
    needs.stripe.subscriptions.update(id, {
      items: [{ id: item, deleted: true }],
      proration_behavior: "create_prorations",
    }),
  );
  return { subscription: id, endsAt: needs.now().toISOString() };
}
