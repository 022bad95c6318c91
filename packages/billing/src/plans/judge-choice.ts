import { Refused, wrongField } from "../reasons.ts";
import { countMembers, type CountMembersNeeds } from "../seats/count-members.ts";
import { seatsFor } from "../seats/member-seats.ts";
import { askStripe } from "../stripe/ask-stripe.ts";
import { lookupKeyOf, type Plan } from "./catalog.ts";
import type { SoldNeeds } from "./catalog-prices.ts";
import type { ChoiceWish } from "./wish.ts";

export type JudgeChoiceNeeds = SoldNeeds & CountMembersNeeds;

/** What somebody chose, as Stripe is asked for it. */
export interface Choice {
  plan: Plan;
  price: string;
  quantity: number;
}

/** `seats` is how many there are so far, where some are. */
export async function judgeChoice(
  needs: JudgeChoiceNeeds,
  organization: string,
  wish: ChoiceWish,
  seats = 1,
): Promise<Choice> {
  const plan = planNamed(needs, wish.plan);
  if (!plan.prices[wish.interval])
    throw wrongField("interval", `${plan.name} is not sold by the ${wish.interval}.`);
  const quantity = await quantityOf(needs, organization, plan, wish.seats, seats);
  const { priceOf } = needs.sold;
  const price = await askStripe(() => priceOf(lookupKeyOf(wish.plan, wish.interval)));
  if (price === undefined) throw new Refused("PLANS_NOT_SET_UP");
  return { plan, price, quantity };
}

function planNamed({ sold }: SoldNeeds, name: string): Plan {
  const plan = Object.hasOwn(sold.catalog.plans, name) ? sold.catalog.plans[name] : undefined;
  if (!plan) throw wrongField("plan", "There is no plan of that name. Choose one that is on sale.");
  return plan;
}

async function quantityOf(
  needs: JudgeChoiceNeeds,
  organization: string,
  plan: Plan,
  chosen: number | undefined,
  sofar: number,
): Promise<number> {
  if (plan.seats === "chosen") return chosen ?? sofar;
  if (chosen !== undefined)
    throw wrongField("seats", `Nobody chooses how many seats ${plan.name} has. Leave seats out.`);
  if (plan.seats === undefined) return 1;
  return seatsFor(await countMembers(needs, organization));
}
