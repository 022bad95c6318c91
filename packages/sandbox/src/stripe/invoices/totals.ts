import { idOf } from "../books/id-of.ts";
import type { Invoice, InvoiceLine } from "../books/shapes.ts";
import { takenOff } from "../discounts/take-off.ts";
import { taxIn, totalTaxes } from "../taxes/line-taxes.ts";

/** A draft with its sums, from its lines. What lines take off by themselves is not in the subtotal. */
export function totalled(draft: Invoice): Invoice {
  const { data } = draft.lines;
  const onBill = new Set(draft.discounts.map(idOf));
  const sum = (of: (line: InvoiceLine) => number) => data.reduce((all, each) => all + of(each), 0);
  const left = sum((line) => line.amount - takenOff(line));
  const total = left + sum((line) => taxIn(line, "exclusive"));
  const subtotal = sum((line) => line.amount - off(line, isOwn));
  const due = Math.max(total, 0);
  return {
    ...draft,
    amount_due: due,
    amount_remaining: due,
    subtotal,
    subtotal_excluding_tax: subtotal - sum((line) => taxIn(line, "inclusive")),
    total,
    total_discount_amounts: sums(data, [...onBill]),
    total_excluding_tax: total - sum((line) => taxIn(line, "any")),
    total_taxes: totalTaxes(data),
  };

  function isOwn(discount: string) {
    return !onBill.has(discount);
  }
}

function off({ discount_amounts: amounts }: InvoiceLine, counts: (discount: string) => boolean) {
  return (amounts ?? [])
    .filter(({ discount }) => counts(idOf(discount)))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** The bill's own discounts are named even when they took nothing off. */
function sums(lines: InvoiceLine[], onBill: string[]) {
  const own = lines.flatMap((line) =>
    (line.discount_amounts ?? []).map((each) => idOf(each.discount)),
  );
  return [...new Set([...own, ...onBill])].map((discount) => ({
    amount: lines.reduce((sum, line) => sum + off(line, (each) => each === discount), 0),
    discount,
  }));
}
