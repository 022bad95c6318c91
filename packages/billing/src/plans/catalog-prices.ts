import { type Database, timesTaken } from "@portico/db";
import Stripe from "stripe";
import { Refused } from "../reasons.ts";
import { keepNamed, type Named } from "../stripe/keep-named.ts";
import type { Catalog } from "./catalog.ts";
import { pricesAt } from "./prices-at.ts";
import { wantedPlans } from "./wanted-plans.ts";

/** The catalog, and where its prices are at Stripe. */
export interface Sold {
  catalog: Catalog;
  /** The id of a price by its lookup key. Nothing where it is not at Stripe. */
  priceOf: Named<string>;
  forgetPrices(): void;
}

export interface SoldNeeds {
  sold: Sold;
}

interface KeepSoldNeeds {
  db: Database;
  stripe: Stripe;
  now(): Date;
}

/** Whoever works on what Stripe tells of products and prices takes this lease. */
export const PLANS_LEASE = "plans";

/** Prices are read once Stripe told of any, here or to another replica, and now and then in case it did not. */
export function keepSold({ db, stripe, now }: KeepSoldNeeds, catalog: Catalog): Sold {
  let heard: number | null = null;
  const prices = keepNamed({
    async read() {
      heard = await timesTaken(db, PLANS_LEASE);
      return readPrices(stripe, catalog);
    },
    now: () => now().getTime(),
  });
  return {
    catalog,
    async priceOf(lookupKey) {
      if ((await timesTaken(db, PLANS_LEASE)) !== heard) prices.forget();
      return prices.find(lookupKey);
    },
    forgetPrices: prices.forget,
  };
}

/** Does it once more where Stripe does not sell at a price any more that was read minutes ago. */
export async function atPricesOfNow<Result>(
  { sold }: SoldNeeds,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isOutdatedPrice(error)) throw error;
    sold.forgetPrices();
    return work();
  }
}

function isOutdatedPrice(error: unknown): boolean {
  return (
    error instanceof Refused &&
    error.reason === "PLANS_NOT_SET_UP" &&
    error.cause instanceof Stripe.errors.StripeError
  );
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
