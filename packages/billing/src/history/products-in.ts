import type { HistoryRow } from "@portico/db";

/** The products whose names are needed to tell these changes. */
export function productsIn(changes: Pick<HistoryRow, "before" | "after">[]): string[] {
  const said = changes.flatMap(({ before, after }) => [before, after]);
  const items = said.flatMap((says) => (says?.kind === "subscription" ? says.items : []));
  return [...new Set(items.map(({ product }) => product))];
}
