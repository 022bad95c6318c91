import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { PlanChange, PortalDescription } from "./description.ts";

type Params = Stripe.BillingPortal.ConfigurationCreateParams;

/** By these a configuration is found again at Stripe. */
export const NAME_KEY = "portico_portal";
export const HASH_KEY = "portico_portal_hash";

const OFF = {
  customer_update: { enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false },
  subscription_cancel: { enabled: false },
  subscription_pause: { enabled: false },
  subscription_update: { enabled: false },
} satisfies Params["features"];

/** What Stripe has to be told to make a description true. */
export function wantedConfiguration(
  name: string,
  { features: described, ...rest }: PortalDescription,
  prices: readonly Stripe.Price[],
): Params {
  const { subscription_update: change, ...others } = described;
  const wanted: Params = {
    name,
    ...rest,
    features: { ...OFF, ...others, ...(change && { subscription_update: offer(change, prices) }) },
  };
  const hash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex").slice(0, 16);
  return { ...wanted, metadata: { [NAME_KEY]: name, [HASH_KEY]: hash } };
}

function offer(
  { prices: keys, adjustable = [], ...change }: PlanChange,
  prices: readonly Stripe.Price[],
): NonNullable<Params["features"]["subscription_update"]> {
  const missing = keys.filter((key) => !prices.some((price) => price.lookup_key === key));
  if (missing.length > 0)
    throw new Error(
      `Stripe has no active price with the lookup key ${missing.join(", ")}. Make it: portico plans apply. Or take it out of the portal.`,
    );
  const byProduct = new Map<string, string[]>();
  for (const { id, product, lookup_key } of prices)
    if (lookup_key !== null && keys.includes(lookup_key)) {
      const owner = typeof product === "string" ? product : product.id;
      byProduct.set(owner, [...(byProduct.get(owner) ?? []), id].toSorted());
    }
  const products = [...byProduct].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    ...change,
    products: products.map(([product, ids]) => ({
      product,
      prices: ids,
      adjustable_quantity: { enabled: ids.some((id) => isAdjustable(id)) },
    })),
  };

  function isAdjustable(id: string): boolean {
    return prices.some(
      ({ id: each, lookup_key: key }) => each === id && key !== null && adjustable.includes(key),
    );
  }
}
