import {
  type Amounts,
  type Catalog,
  type Interval,
  INTERVALS,
  lookupKeyOf,
  lookupKeyOfPack,
  PACK_KEY,
  PLAN_KEY,
} from "./catalog.ts";

/** A plan or a pack of credits as Stripe is to have it: a product and its prices. */
export interface Wanted {
  /** As we name it, for people to read. */
  name: string;
  product: { name: string; active: true; metadata: Record<string, string> };
  prices: WantedPrice[];
}

export interface WantedPrice {
  lookupKey: string;
  active: true;
  /** Nothing where it is paid once. */
  every: { interval: Interval; interval_count: 1 } | null;
  amounts: Amounts;
}

export function wantedPlans({ plans, packs }: Catalog): Wanted[] {
  return [
    ...Object.entries(plans).map(([name, plan]) => ({
      name,
      product: productOf(plan.name, PLAN_KEY, name),
      prices: INTERVALS.flatMap((interval) =>
        priceOf(lookupKeyOf(name, interval), plan.prices[interval], interval),
      ),
    })),
    ...Object.entries(packs).map(([name, pack]) => ({
      name: lookupKeyOfPack(name),
      product: productOf(pack.name, PACK_KEY, name),
      prices: priceOf(lookupKeyOfPack(name), pack.prices, null),
    })),
  ];
}

function productOf(title: string, key: string, name: string): Wanted["product"] {
  return { name: title, active: true, metadata: { [key]: name } };
}

function priceOf(
  lookupKey: string,
  amounts: Amounts | undefined,
  interval: Interval | null,
): WantedPrice[] {
  const every = interval && { interval, interval_count: 1 as const };
  return amounts ? [{ lookupKey, active: true, every, amounts }] : [];
}
