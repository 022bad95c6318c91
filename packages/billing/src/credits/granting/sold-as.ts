import { type InvoiceLineSaid, planByProduct, type PlanRow } from "@portico/db";
import type { Catalog, CreditPack, Plan } from "../../plans/catalog.ts";
import { planOf } from "../../plans/plan-of.ts";

/** Which plan or pack of the catalog an invoice's line is for. */
export function soldAs(
  catalog: Catalog,
  products: ReadonlyMap<string, PlanRow>,
): (line: InvoiceLineSaid) => Plan | CreditPack | undefined {
  const plans = planByProduct(products);
  return ({ price, product }) => {
    if (price === null || product === null) return undefined;
    const plan = planOf(catalog, { price, product }, plans);
    const pack = products.get(product)?.pack ?? "";
    if (plan !== null) return catalog.plans[plan];
    return Object.hasOwn(catalog.packs, pack) ? catalog.packs[pack] : undefined;
  };
}
