import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { discountsAsked } from "../discounts/discounts.ts";
import { requireValid } from "../discounts/redeemable.ts";
import { invalid, missing, missingParam } from "../problem.ts";
import type { FlowData } from "./flow-params.ts";

type Configuration = Stripe.BillingPortal.Configuration;
type Flow = Stripe.BillingPortal.Session.Flow;

/** The flow of a session, once the configuration offers it and its subscription is the customer's. */
export function openFlow(
  books: Books,
  configuration: Configuration,
  customer: string,
  asked: FlowData,
): Flow {
  requireFeature(configuration, asked.type);
  const plan = planIn(books, customer, asked);
  const { after_completion: after, subscription_update_confirm: confirm } = asked;
  if (after?.type === "redirect" && !after.redirect)
    throw missingParam("flow_data[after_completion][redirect]");
  if (confirm && plan) requireOffered(books, configuration, plan, confirm.items);
  requireDiscounts(books, asked, customer);
  return {
    after_completion: {
      hosted_confirmation: after?.hosted_confirmation ?? null,
      redirect: after?.redirect ?? null,
      type: after?.type ?? "portal_homepage",
    },
    customer_update: null,
    subscription_cancel: asked.subscription_cancel
      ? { ...asked.subscription_cancel, retention: asked.subscription_cancel.retention ?? null }
      : null,
    subscription_pause: asked.subscription_pause ?? null,
    subscription_update: asked.subscription_update ?? null,
    subscription_update_confirm: confirm
      ? {
          discounts:
            confirm.discounts?.map(({ coupon = null, promotion_code = null }) => ({
              coupon,
              promotion_code,
            })) ?? null,
          items: confirm.items.map(({ id, price, quantity }) => ({
            id,
            price: price ?? null,
            ...(quantity !== undefined && { quantity }),
          })),
          subscription: confirm.subscription,
        }
      : null,
    type: asked.type,
  };
}

function planIn(books: Books, customer: string, asked: FlowData): Subscription | undefined {
  const { type } = asked;
  if (type === "customer_update" || type === "payment_method_update") return undefined;
  const step = asked[type];
  if (!step) throw missingParam(`flow_data[${type}]`);
  const where = { param: `flow_data[${type}][subscription]` };
  const plan = books.subscriptions.get(step.subscription, where);
  if (plan.customer !== customer) throw missing("subscription", step.subscription, where);
  return plan;
}

/** What is held out must exist, and be there to be had. */
function requireDiscounts(books: Books, asked: FlowData, customer: string) {
  const { subscription_cancel: cancel, subscription_update_confirm: confirm } = asked;
  const offer = cancel?.retention?.coupon_offer.coupon;
  const param = "flow_data[subscription_cancel][retention][coupon_offer][coupon]";
  if (offer !== undefined) requireValid(books, books.coupons.get(offer, { param }), param);
  const name = "flow_data[subscription_update_confirm][discounts]";
  discountsAsked(books, confirm?.discounts ?? [], { customer }, undefined, name);
}

/** Only a plan of one item can be changed, to a price that the configuration offers. */
function requireOffered(
  books: Books,
  configuration: Configuration,
  { items }: Subscription,
  wanted: NonNullable<FlowData["subscription_update_confirm"]>["items"],
) {
  const param = "flow_data[subscription_update_confirm][items]";
  const [only] = wanted;
  if (items.data.length !== 1 || wanted.length !== 1 || only?.id !== items.data[0]?.id)
    throw invalid("The portal changes subscriptions of one item, and that item alone.", { param });
  const offered = books.portalProducts.get(configuration.id) ?? [];
  const price = only?.price;
  if (price !== undefined && !offered.some(({ prices }) => prices.includes(price)))
    throw invalid(`The price ${price} is not in the products of the portal configuration.`, {
      param,
    });
}

function requireFeature({ features }: Configuration, type: FlowData["type"]) {
  const feature = type === "subscription_update_confirm" ? "subscription_update" : type;
  if (features[feature].enabled) return;
  const name = feature.replaceAll("_", " ");
  throw invalid(
    `This ${SUBJECTS[feature]} because the ${name} feature in the portal configuration is disabled.`,
  );
}

const SUBJECTS = {
  customer_update: "customer cannot be updated",
  payment_method_update: "payment method cannot be updated",
  subscription_cancel: "subscription cannot be canceled",
  subscription_pause: "subscription cannot be paused",
  subscription_update: "subscription cannot be updated",
};
