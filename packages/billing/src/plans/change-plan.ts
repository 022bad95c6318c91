import type Stripe from "stripe";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import { askToChange, type AskToChangeNeeds } from "./ask-to-change.ts";
import { lookupKeyOf } from "./catalog.ts";
import { atPricesOfNow } from "./catalog-prices.ts";
import { judgeChange, type JudgeChangeNeeds } from "./judge-change.ts";
import type { ChangeWish } from "./wish.ts";

export interface ChangePlanNeeds extends JudgeChangeNeeds, AskToChangeNeeds, AuditNeeds {
  stripe: Pick<Stripe, "subscriptions">;
}

/** Makes one of an organization's plans another one, or none of it where that cannot be paid. A cancellation stands. */
export async function changePlan(needs: ChangePlanNeeds, caller: Caller, wish: ChangeWish) {
  return audited(needs, caller, "plan.change", async () => ({
    subject: lookupKeyOf(wish.plan, wish.interval),
    result: await atPricesOfNow(needs, () => change(needs, caller, wish)),
  }));
}

async function change(needs: ChangePlanNeeds, caller: Caller, wish: ChangeWish) {
  const { own, choice, terms } = await judgeChange(needs, caller, wish);
  const { customer, subscription, item } = own;
  await askToChange(needs, caller, customer, () =>
    needs.stripe.subscriptions.update(subscription.id, {
      ...terms,
      payment_behavior: "error_if_incomplete",
    }),
  );
  const { plan, interval } = wish;
  return {
    subscription: subscription.id,
    item: item.id,
    plan,
    interval,
    seats: choice.quantity,
  };
}
