import type { InvoiceLineSaid, PlanRow } from "@portico/db";
import type { Catalog, CreditPack, Plan } from "../plans/catalog.ts";

/** Which plan or pack of the catalog an invoice's line is for, as its product says, or as the catalog honours it. */
export function soldAs(
  { plans, packs }: Catalog,
  products: ReadonlyMap<string, PlanRow>,
): (line: InvoiceLineSaid) => Plan | CreditPack | undefined {
  return ({ price, product }) => {
    const { plan = null, pack = null } = products.get(product ?? "") ?? {};
    const honoured = () =>
      Object.values(plans).find(({ honours = [] }) =>
        honours.some((id) => id === price || id === product),
      );
    return named(plans, plan) ?? named(packs, pack) ?? honoured();
  };
}

function named<Thing>(things: Readonly<Record<string, Thing>>, name: string | null) {
  return name !== null && Object.hasOwn(things, name) ? things[name] : undefined;
}
