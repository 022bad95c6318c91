import type { HistoryRow, Recorded } from "@portico/db";

/** A product by what it is called, where we know it. */
export function withNames(
  says: Recorded | null,
  planNames: ReadonlyMap<string, string>,
): Recorded | null {
  if (says?.kind !== "subscription") return says;
  const items = says.items.map((item) => ({
    ...item,
    product: planNames.get(item.product) ?? item.product,
  }));
  return { ...says, items };
}

/** The products whose names are needed to tell these changes. */
export function productsIn(changes: Pick<HistoryRow, "before" | "after">[]): string[] {
  const said = changes.flatMap(({ before, after }) => [before, after]);
  const items = said.flatMap((says) => (says?.kind === "subscription" ? says.items : []));
  return [...new Set(items.map(({ product }) => product))];
}
