import type Stripe from "stripe";
import { planPastOf } from "@portico/db";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import {
  openCheckout,
  type OpenCheckoutNeeds,
  type OpenedCheckout,
} from "../checkout/open-checkout.ts";
import { payerFor } from "../checkout/payer.ts";
import { taxed, type Taxes } from "../checkout/taxed.ts";
import { waysBack } from "../checkout/ways-back.ts";
import type { EnsureCustomerNeeds } from "../customer/ensure-customer.ts";
import { ORGANIZATION_KEY } from "../from-stripe/customer.ts";
import { CHECKOUT_KEY } from "../from-stripe/subscription.ts";
import type { ReturnRule } from "../portal/return-url.ts";
import { Refused } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { RUNNING } from "../subscription/status.ts";
import { lookupKeyOf } from "./catalog.ts";
import { atPricesOfNow } from "./catalog-prices.ts";
import { type Choice, judgeChoice, type JudgeChoiceNeeds } from "./judge-choice.ts";
import type { CheckoutWish } from "./wish.ts";

export interface StartCheckoutNeeds
  extends OpenCheckoutNeeds, EnsureCustomerNeeds, JudgeChoiceNeeds, StandingNeeds, AuditNeeds {
  stripe: Pick<Stripe, "checkout" | "customers">;
  returnRule: ReturnRule;
  /** What Stripe does about taxes at checkout. */
  taxes: Taxes;
}

/** Where an organization that has no plan pays for its first one. */
export async function startCheckout(
  needs: StartCheckoutNeeds,
  caller: Caller,
  wish: CheckoutWish,
): Promise<OpenedCheckout> {
  return audited(needs, caller, "checkout.start", async () => ({
    subject: lookupKeyOf(wish.plan, wish.interval),
    result: await atPricesOfNow(needs, () => start(needs, caller, wish)),
  }));
}

async function start(
  needs: StartCheckoutNeeds,
  caller: Caller,
  { returnUrl, ...chosen }: CheckoutWish,
): Promise<OpenedCheckout> {
  const { organization } = await requireRight(needs, caller, "billing:write");
  const back = waysBack(needs.returnRule, returnUrl);
  const choice = await judgeChoice(needs, organization, chosen);

  return openCheckout(needs, caller, "plan", async () => {
    const { subscribed, hadTrial } = await planPastOf(needs.db, organization, RUNNING);
    if (subscribed) throw new Refused("ALREADY_SUBSCRIBED");
    return {
      ...back,
      mode: "subscription",
      customer: await payerFor(needs, caller),
      line_items: [{ price: choice.price, quantity: choice.quantity }],
      subscription_data: {
        metadata: { [ORGANIZATION_KEY]: organization, [CHECKOUT_KEY]: "1" },
        ...(!hadTrial && trialOf(choice)),
      },
      allow_promotion_codes: true,
      ...taxed(needs.taxes),
    };
  });
}

function trialOf({ plan }: Choice) {
  return plan.trialDays !== undefined && { trial_period_days: plan.trialDays };
}
