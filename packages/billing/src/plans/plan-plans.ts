import type Stripe from "stripe";
import { type Difference, differences } from "../portal/differences.ts";
import type { Catalog } from "./catalog.ts";
import { pricesAt } from "./prices-at.ts";
import { type Wanted, type WantedPrice, wantedPlans } from "./wanted-plans.ts";

/** What would become of a plan or a pack at Stripe. The first product is where new prices go. */
export interface PlansStep {
  name: string;
  products: ProductStep[];
  prices: PriceStep[];
}

export type ProductStep =
  | { does: "create"; wanted: Wanted["product"] }
  | { does: "nothing"; id: string }
  | { does: "change"; id: string; wanted: Wanted["product"]; differences: Difference[] };

export type PriceStep =
  | { does: "create"; wanted: WantedPrice }
  | { does: "nothing"; wanted: WantedPrice; id: string }
  | {
      /** `replace`: an amount stays what it is for those who have it, so a new price takes the lookup key. */
      does: "change" | "replace";
      wanted: WantedPrice;
      id: string;
      differences: Difference[];
    };

export async function planPlans(stripe: Stripe, catalog: Catalog): Promise<PlansStep[]> {
  const wanted = wantedPlans(catalog);
  const keys = wanted.flatMap(({ prices }) => prices.map(({ lookupKey }) => lookupKey));
  const [products, prices] = [await productsAt(stripe), await pricesAt(stripe, keys)];
  return wanted.map((each) => ({
    name: each.name,
    products: productSteps(each, products, prices),
    prices: each.prices.map((price) => priceStep(price, prices)),
  }));
}

/** Whatever product our lookup keys lead to is ours; without one, the first that names the plan. */
function productSteps(
  { product: wanted, prices: sold }: Wanted,
  products: Stripe.Product[],
  prices: Stripe.Price[],
): ProductStep[] {
  const priced = sold.flatMap(({ lookupKey }) => {
    const price = prices.find(({ lookup_key }) => lookup_key === lookupKey);
    return products.find(({ id }) => id === price?.product) ?? [];
  });
  const naming = products.find(
    ({ active, metadata }) => active && differences(metadata, wanted.metadata).length === 0,
  );
  const ours = priced.length > 0 ? [...new Set(priced)] : [naming].flatMap((each) => each ?? []);
  if (ours.length === 0) return [{ does: "create", wanted }];
  return ours.map((is) => {
    const found = differences(is, wanted);
    if (found.length === 0) return { does: "nothing", id: is.id };
    return { does: "change", id: is.id, wanted, differences: found };
  });
}

function priceStep(wanted: WantedPrice, prices: Stripe.Price[]): PriceStep {
  const is = prices.find(({ lookup_key }) => lookup_key === wanted.lookupKey);
  if (!is) return { does: "create", wanted };
  const at = asWanted(is);
  const found = [...differences(at, wanted), ...leftCurrencies(at.amounts, wanted)];
  if (found.length === 0) return { does: "nothing", wanted, id: is.id };
  const does = found.every(isMendable) ? "change" : "replace";
  return { does, wanted, id: is.id, differences: found };
}

/** What is sold in no longer: Stripe takes no currency off a price. */
function leftCurrencies(at: Record<string, number | null>, { amounts }: WantedPrice): Difference[] {
  return Object.entries(at)
    .filter(([name]) => !Object.hasOwn(amounts, name))
    .map(([name, is]) => ({ path: `amounts.${name}`, is, wanted: undefined }));
}

/** A price can be woken up and learn a currency; all else about it is for good. */
function isMendable({ path, is }: Difference): boolean {
  return path === "active" || (path.startsWith("amounts.") && is === undefined);
}

function asWanted({ lookup_key, active, recurring, currency, ...price }: Stripe.Price) {
  const others = Object.entries(price.currency_options ?? {}).map(([name, { unit_amount }]) => {
    return [name, unit_amount] as const;
  });
  const amounts = Object.fromEntries([...others, [currency, price.unit_amount]]);
  return { lookupKey: lookup_key, active, every: recurring, amounts };
}

/** Oldest first, so that the first of a name stays the one. */
async function productsAt(stripe: Stripe): Promise<Stripe.Product[]> {
  const newestFirst = await stripe.products.list({ limit: 100 }).autoPagingToArray({
    limit: 10_000,
  });
  return newestFirst.toReversed();
}
