import type Stripe from "stripe";
import { NAME_KEY } from "./wanted-configuration.ts";

export type FlowFeature = Exclude<
  keyof Stripe.BillingPortal.Configuration.Features,
  "invoice_history"
>;

/** What a portal configuration at Stripe lets people do. */
export interface PortalOffer {
  /** Stripe's id, which no client ever names. */
  id: string;
  features: ReadonlySet<FlowFeature>;
  /** The prices people may change to: Stripe's ids by lookup key. */
  plans: ReadonlyMap<string, string>;
}

/** The account's own default stands in for `full` until that is applied. */
export async function readPortalOffers(stripe: Stripe): Promise<ReadonlyMap<string, PortalOffer>> {
  const configurations = await stripe.billingPortal.configurations
    .list({ active: true, limit: 100, expand: ["data.features.subscription_update.products"] })
    .autoPagingToArray({ limit: 10_000 });
  const offers = new Map<string, PortalOffer>();
  const usual = configurations.find((each) => each.is_default);
  if (usual) offers.set("full", await offerOf(stripe, usual));
  for (const each of configurations) {
    const name = each.metadata?.[NAME_KEY];
    if (name !== undefined) offers.set(name, await offerOf(stripe, each));
  }
  return offers;
}

const FEATURES = [
  "customer_update",
  "payment_method_update",
  "subscription_cancel",
  "subscription_pause",
  "subscription_update",
] as const satisfies FlowFeature[];

async function offerOf(
  stripe: Stripe,
  { id, features }: Stripe.BillingPortal.Configuration,
): Promise<PortalOffer> {
  return {
    id,
    features: new Set(FEATURES.filter((each) => features[each].enabled)),
    plans: await plansIn(stripe, features.subscription_update),
  };
}

async function plansIn(
  stripe: Stripe,
  { enabled, products }: Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate,
): Promise<ReadonlyMap<string, string>> {
  const plans = new Map<string, string>();
  for (const { product, prices } of (enabled && products) || []) {
    const sold = await stripe.prices.list({ product, active: true, limit: 100 });
    for (const { id, lookup_key } of sold.data)
      if (lookup_key !== null && prices.includes(id)) plans.set(lookup_key, id);
  }
  return plans;
}
