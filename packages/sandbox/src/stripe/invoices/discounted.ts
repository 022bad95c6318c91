import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Discount, Invoice } from "../books/shapes.ts";
import { afterDiscounts, discountsNamed } from "../discounts/take-off.ts";
import { taxed } from "../taxes/line-taxes.ts";
import { totalled } from "./totals.ts";

/** The bill with all discounts taken off, those of its lines first, and the taxes on what is left. */
export function discounted(books: Books, draft: Invoice, discounts: Discount[]): Invoice {
  const data = afterDiscounts(books, draft.lines.data, discounts).map((line) =>
    taxed(books, line, draft.default_tax_rates),
  );
  const lines = { ...draft.lines, data, total_count: data.length };
  return totalled({ ...draft, discounts: discounts.map(({ id }) => id), lines });
}

/** The draft with its sums made anew, as when a line was added. What was on it stays on it. */
export function recounted(books: Books, draft: Invoice): Invoice {
  return discounted(books, draft, discountsNamed(books, draft.discounts.map(idOf)));
}
