import type { AuditEntry, Said } from "@portico/db";
import { type Catalog, INTERVALS, lookupKeyOf, lookupKeyOfPack } from "../plans/catalog.ts";
import type { SoldNeeds } from "../plans/catalog-prices.ts";
import { productsOf, stateFrom } from "../subscription/state.ts";

export interface SubjectNamesNeeds extends SoldNeeds {
  mirrorOf(customer: string): Promise<{ id: string; says: Said }[]>;
  planNames(products: string[]): Promise<ReadonlyMap<string, string>>;
}

type Names = ReadonlyMap<string, string>;

/** What people call that which entries are about, where it has no name of its own: what is sold, and plans. */
export async function subjectNames(
  needs: SubjectNamesNeeds,
  customer: string | null,
  entries: Pick<AuditEntry, "subject" | "subjectName">[],
): Promise<Names> {
  const sold = soldNames(needs.sold.catalog);
  const isUnknown = entries.some(
    ({ subject, subjectName }) => subject !== null && subjectName === null && !sold.has(subject),
  );
  if (customer === null || !isUnknown) return sold;
  return new Map([...sold, ...(await subscriptionNames(needs, customer))]);
}

function soldNames({ plans, packs }: Catalog): Names {
  return new Map([
    ...Object.entries(plans).flatMap(([plan, { name }]) =>
      INTERVALS.map((interval) => pair(lookupKeyOf(plan, interval), `${name}, by the ${interval}`)),
    ),
    ...Object.entries(packs).map(([pack, { name }]) => pair(lookupKeyOfPack(pack), name)),
  ]);
}

async function subscriptionNames(needs: SubjectNamesNeeds, customer: string): Promise<Names> {
  const { subscriptions } = stateFrom(await needs.mirrorOf(customer));
  const names = await needs.planNames(productsOf(subscriptions));
  const plan = ({ product }: { product: string }) => names.get(product) ?? product;
  return new Map(subscriptions.map(({ id, items }) => [id, items.map(plan).join(" and ")]));
}

function pair(id: string, name: string): [id: string, name: string] {
  return [id, name];
}
