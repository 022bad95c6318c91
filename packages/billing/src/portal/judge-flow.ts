import type { SubscriptionStanding } from "@portico/db";
import type Stripe from "stripe";
import { Refused } from "../reasons.ts";
import type { PortalOffer } from "./offers.ts";
import { judgeReturnUrl, type ReturnRule } from "./return-url.ts";
import type { PortalFlow } from "./wish.ts";

type FlowData = Stripe.BillingPortal.SessionCreateParams.FlowData;

export interface FlowGround {
  rule: ReturnRule;
  offer: PortalOffer;
  /** The one the flow names, where it is the organization's own. */
  subscription: SubscriptionStanding | null;
}

/** The step in Stripe's own shape, once nothing is left that Stripe would refuse. */
export function judgeFlow(ground: FlowGround, flow: PortalFlow): FlowData {
  const feature = flow.type === "subscription_update_confirm" ? "subscription_update" : flow.type;
  if (!ground.offer.features.has(feature))
    throw refused("This portal does not offer that step. Open it without one.");
  return {
    ...stepFor(ground, flow),
    ...(flow.afterCompletion && leadOn(ground, flow.afterCompletion)),
  };
}

function stepFor(ground: FlowGround, flow: PortalFlow): FlowData {
  switch (flow.type) {
    case "payment_method_update":
    case "customer_update":
      return { type: flow.type };
    case "subscription_cancel":
      if (running(ground).ending)
        throw refused("This subscription is cancelled already. Open the portal to renew it.");
      return { type: flow.type, subscription_cancel: { subscription: flow.subscription } };
    case "subscription_pause":
      running(ground);
      return { type: flow.type, subscription_pause: { subscription: flow.subscription } };
    case "subscription_update":
      onlyItem(ground);
      return { type: flow.type, subscription_update: { subscription: flow.subscription } };
    case "subscription_update_confirm":
      return {
        type: flow.type,
        subscription_update_confirm: {
          subscription: flow.subscription,
          items: [change(ground, flow)],
        },
      };
  }
}

function running({ subscription }: FlowGround): SubscriptionStanding {
  if (!subscription) throw refused("This organization has no such subscription.");
  if (subscription.ended) throw refused("This subscription has ended. Subscribe again instead.");
  return subscription;
}

function onlyItem(ground: FlowGround): string {
  const [item, ...others] = running(ground).items;
  if (item === undefined || others.length > 0)
    throw refused(
      "This subscription has several plans, and the portal can only cancel those. Ask us to change it.",
    );
  return item;
}

function change(
  ground: FlowGround,
  { plan, quantity }: PortalFlow & { type: "subscription_update_confirm" },
) {
  const id = onlyItem(ground);
  if (plan === undefined && quantity === undefined)
    throw refused("Nothing would change. Name a plan or a quantity.");
  const price = plan === undefined ? undefined : ground.offer.plans.get(plan);
  if (plan !== undefined && price === undefined)
    throw refused("This portal does not offer that plan. Choose one that it offers.");
  return { id, ...(price && { price }), ...(quantity && { quantity }) };
}

function leadOn(
  { rule }: FlowGround,
  after: NonNullable<PortalFlow["afterCompletion"]>,
): Pick<FlowData, "after_completion"> {
  if (after.type !== "redirect") return { after_completion: { type: after.type } };
  const return_url = judgeReturnUrl(rule, after.returnUrl);
  return { after_completion: { type: after.type, redirect: { return_url } } };
}

function refused(message: string): Refused {
  return new Refused("BAD_REQUEST", { message });
}
