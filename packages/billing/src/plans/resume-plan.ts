import { audited } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import { requireRight } from "../standing.ts";
import { askToChange } from "./ask-to-change.ts";
import type { CancelPlanNeeds } from "./cancel-plan.ts";
import { type EndingPlan, endingPlan } from "./ending-plan.ts";
import { whichSubscription } from "./which-plan.ts";
import type { ResumeWish } from "./wish.ts";

/** Takes a cancellation back, as long as the plan runs. */
export async function resumePlan(
  needs: CancelPlanNeeds,
  caller: Caller,
  meant: ResumeWish,
): Promise<EndingPlan> {
  return audited(needs, caller, "plan.resume", async () => {
    const { standing } = await requireRight(needs, caller, "billing:write");
    const { customer, subscription } = await whichSubscription(needs, standing, meant);
    const { subscriptions } = needs.stripe;
    const resumed = await askToChange(needs, caller, customer, async () => {
      const answer = await subscriptions.update(subscription.id, {
        cancel_at_period_end: false,
      });
      // One that ends on a date of its own goes on only without that.
      return answer.cancel_at ? subscriptions.update(subscription.id, { cancel_at: "" }) : answer;
    });
    return { subject: subscription.id, result: endingPlan(subscription.id, resumed) };
  });
}
