import type { AuditEntry, HistoryRow } from "@portico/db";
import { productsIn, withNames } from "../history/plan-names.ts";
import { planInWords } from "../history/subscription-words.ts";
import { type Catalog, INTERVALS, lookupKeyOf, lookupKeyOfPack } from "../plans/catalog.ts";
import type { SoldNeeds } from "../plans/catalog-prices.ts";

type Past = Pick<HistoryRow, "objectId" | "at" | "before" | "after">;
type Entry = Pick<AuditEntry, "at" | "subject" | "subjectName">;

export interface SubjectNamesNeeds extends SoldNeeds {
  /** What these objects of an organization were, from the first. */
  pastOf(organization: string, objects: string[]): Promise<Past[]>;
  planNames(products: string[]): Promise<ReadonlyMap<string, string>>;
}

/** How people call what entries are about: a key, what is sold, or the plan that a subscription was to then. */
export async function subjectNames(
  { sold, pastOf, planNames }: SubjectNamesNeeds,
  organization: string,
  entries: Entry[],
) {
  const onSale = namesOnSale(sold.catalog);
  const known = ({ subject, subjectName }: Entry) => subjectName ?? onSale.get(subject ?? "");
  const others = entries.flatMap((entry) => (known(entry) ? [] : (entry.subject ?? [])));
  const past = others.length > 0 ? await pastOf(organization, others) : [];
  const plans = await planNames(productsIn(past));
  return (entry: Entry): string | null => known(entry) ?? planThen(past, plans, entry);
}

function namesOnSale({ plans, packs }: Catalog): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [plan, { name }] of Object.entries(plans))
    for (const interval of INTERVALS)
      names.set(lookupKeyOf(plan, interval), `${name}, by the ${interval}`);
  for (const [pack, { name }] of Object.entries(packs)) names.set(lookupKeyOfPack(pack), name);
  return names;
}

function planThen(past: Past[], plans: ReadonlyMap<string, string>, { subject, at }: Entry) {
  const newest = past.findLast((each) => each.objectId === subject && each.at <= at);
  const says = withNames(newest?.after ?? newest?.before ?? null, plans);
  return says?.kind === "subscription" ? planInWords(says) : null;
}
