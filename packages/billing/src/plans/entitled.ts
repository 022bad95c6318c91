import type { OverrideGives, PaidFor } from "@portico/db";
import { givesAccess, graceEnd, type Then } from "../subscription/access.ts";
import type { Catalog, Plan } from "./catalog.ts";
import { planOf } from "./plan-of.ts";

/** What an organization may do. */
export interface Entitlements {
  /** Of the catalog: paid for, or given. */
  plans: string[];
  features: string[];
  /** What is not named here has no limit, where there is a plan. */
  limits: Record<string, number>;
  /** While a payment is late: until when access lasts all the same. */
  graceUntil: string | null;
  /** Prices that mean no plan of the catalog: a finding, and access is kept. */
  unknownPrices: string[];
}

/** Of several plans, and of what was given beside them, whatever allows most. */
export function entitled(
  catalog: Catalog,
  { subscriptions, planByProduct, given }: PaidFor,
  then: Then,
): Entitlements {
  const giving = subscriptions.filter((each) => givesAccess(each, then));
  const items = giving.flatMap((each) => each.items);
  const isUnknown = (item: (typeof items)[number]) => planOf(catalog, item, planByProduct) === null;
  const unknownPrices = items.filter(isUnknown).map(({ price }) => price);
  const names = sorted([
    ...items.flatMap((item) => planOf(catalog, item, planByProduct) ?? []),
    ...given.flatMap((gives) => ("plan" in gives ? gives.plan : [])),
  ]).filter((name) => Object.hasOwn(catalog.plans, name));
  // Nobody loses what they pay for because we cannot tell what it is.
  const isAll = unknownPrices.length > 0;
  const plans = isAll
    ? Object.values(catalog.plans)
    : names.flatMap((name) => catalog.plans[name] ?? []);
  return {
    plans: names,
    features: sorted([
      ...plans.flatMap(({ features }) => features),
      ...given.flatMap((gives) => ("feature" in gives ? gives.feature : [])),
    ]),
    limits: isAll ? {} : limitsOf(plans, given),
    graceUntil:
      sorted(giving.flatMap((each) => graceEnd(each, then.graceDays)?.toISOString() ?? []))[0] ??
      null,
    unknownPrices: sorted(unknownPrices),
  };
}

/** Where one plan has no such limit there is none. */
function limitsOf(plans: Plan[], given: OverrideGives[]): Record<string, number> {
  const raised = given.filter((gives) => "limit" in gives);
  const names = [
    ...raised.map(({ limit }) => limit),
    ...plans.flatMap(({ limits = {} }) => Object.keys(limits)),
  ].filter((name) => plans.every(({ limits = {} }) => Object.hasOwn(limits, name)));
  return Object.fromEntries(
    sorted(names).map((name) => [
      name,
      Math.max(
        ...plans.flatMap(({ limits }) => limits?.[name] ?? []),
        ...raised.flatMap(({ limit, value }) => (limit === name ? value : [])),
      ),
    ]),
  );
}

/** Each once. */
function sorted(names: string[]): string[] {
  return [...new Set(names)].toSorted();
}
