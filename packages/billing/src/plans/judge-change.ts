import type { Caller } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { isLate } from "../subscription/status.ts";
import { type Choice, judgeChoice, type JudgeChoiceNeeds } from "./judge-choice.ts";
import { newTerms, type NewTerms } from "./new-terms.ts";
import { type OwnPlan, whichPlan, type WhichPlanNeeds } from "./which-plan.ts";
import type { ChangeWish } from "./wish.ts";

export type JudgeChangeNeeds = JudgeChoiceNeeds & WhichPlanNeeds & StandingNeeds;

export interface Change {
  own: OwnPlan;
  choice: Choice;
  terms: NewTerms;
}

/** What a wish for another plan means, for whoever may have it fulfilled. */
export async function judgeChange(
  needs: JudgeChangeNeeds,
  caller: Caller,
  { subscription, item, ...chosen }: ChangeWish,
): Promise<Change> {
  const { organization, standing } = await requireRight(needs, caller, "billing:write");
  const own = await whichPlan(needs, standing, { subscription, item });
  if (isLate(own.subscription.status)) throw paymentIsLate();
  const seats = own.item.quantity ?? 1;
  const choice = await judgeChoice(needs, organization, chosen, seats);
  return { own, choice, terms: newTerms(own, choice, chosen) };
}

/** Credit for what was never paid, and a newer invoice that is, would end the lateness without the money. */
function paymentIsLate(): Refused {
  const message =
    "The last payment of this plan is late, so nothing was changed. Put in a card that works, pay the open invoice, and change the plan then.";
  return new Refused("PAYMENT_FAILED", { message });
}
