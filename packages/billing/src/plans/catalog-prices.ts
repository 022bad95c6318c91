import type Stripe from "stripe";
import { keepNamed, type Named } from "../stripe/keep-named.ts";
import type { Catalog } from "./catalog.ts";
import { pricesAt } from "./prices-at.ts";
import { wantedPlans } from "./wanted-plans.ts";

/** The catalog, and where its prices are at Stripe. */
export interface Sold {
  catalog: Catalog;
  /** The id of a price by its lookup key. Nothing where it is not at Stripe. */
  priceOf: Named<string>;
}

export interface SoldNeeds {
  sold: Sold;
}

export function keepSold(stripe: Stripe, catalog: Catalog, now: () => number): Sold {
  return { catalog, priceOf: keepNamed({ read: () => readPrices(stripe, catalog), now }) };
}

async function readPrices(stripe: Stripe, catalog: Catalog): Promise<ReadonlyMap<string, string>> {
  const keys = wantedPlans(catalog).flatMap(({ prices }) => prices.map((each) => each.lookupKey));
  const prices = await pricesAt(stripe, keys);
  return new Map(
    prices.flatMap(({ id, active, lookup_key }) =>
      active && lookup_key !== null ? [[lookup_key, id] as const] : [],
    ),
  );
}
