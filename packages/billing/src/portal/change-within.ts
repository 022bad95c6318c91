import { type Catalog, INTERVALS, lookupKeyOf } from "../plans/catalog.ts";
import type { PlanChange } from "./description.ts";

/** People may change to any plan that is sold. How many they pay for is theirs to say where that is chosen. */
export function changeWithin({ plans }: Catalog): PlanChange {
  const sold = Object.entries(plans).flatMap(([name, { prices, seats }]) =>
    INTERVALS.filter((interval) => prices[interval]).map((interval) => ({
      key: lookupKeyOf(name, interval),
      chosen: seats === "chosen",
    })),
  );
  const adjustable = sold.filter(({ chosen }) => chosen).map(({ key }) => key);
  return {
    enabled: true,
    default_allowed_updates: adjustable.length > 0 ? ["price", "quantity"] : ["price"],
    prices: sold.map(({ key }) => key),
    adjustable,
    proration_behavior: "create_prorations",
  };
}
