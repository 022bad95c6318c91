import type { SubscriptionItemSaid } from "@portico/db";
import type { Catalog } from "./catalog.ts";

/** What is paid for, in the catalog's words. Nothing is a finding: somebody pays for what nobody described. */
export function planOf(
  { plans }: Catalog,
  { price, product }: Pick<SubscriptionItemSaid, "price" | "product">,
  planByProduct: ReadonlyMap<string, string>,
): string | null {
  const named = planByProduct.get(product);
  if (named !== undefined && Object.hasOwn(plans, named)) return named;
  const honouring = Object.entries(plans).find(
    ([, { honours = [] }]) => honours.includes(price) || honours.includes(product),
  );
  return honouring?.[0] ?? null;
}
