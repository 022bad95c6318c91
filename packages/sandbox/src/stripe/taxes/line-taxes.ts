import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import type { InvoiceLine } from "../books/shapes.ts";
import { takenOff } from "../discounts/take-off.ts";

type Tax = Stripe.InvoiceLineItem.Tax;

/** A tax that a line is under, before anybody knows how much. */
export function taxBy({ id, inclusive }: Stripe.TaxRate): Tax {
  return {
    amount: 0,
    tax_behavior: inclusive ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: id },
    taxability_reason: "not_available",
    taxable_amount: null,
    type: "tax_rate_details",
  };
}

/** A line's own taxes, or else those of the whole bill, on what is left after discounts. */
export function taxed(
  { taxRates }: Books,
  line: InvoiceLine,
  onAll: Stripe.TaxRate[],
): InvoiceLine {
  const own = line.taxes?.length ? line.taxes : onAll.map(taxBy);
  const left = line.amount - takenOff(line);
  const share = ({ tax_rate_details: named }: Tax) =>
    (taxRates.find(named?.tax_rate ?? "")?.percentage ?? 0) / 100;
  const included = own
    .filter(({ tax_behavior }) => tax_behavior === "inclusive")
    .reduce((sum, tax) => sum + share(tax), 0);
  const net = Math.round(left / (1 + included));
  return {
    ...line,
    taxes: own.map((tax) => ({
      ...tax,
      amount: Math.round((left / (1 + included)) * share(tax)),
      taxable_amount: net,
    })),
  };
}

export function taxIn({ taxes }: InvoiceLine, behavior: Tax["tax_behavior"] | "any"): number {
  return (taxes ?? [])
    .filter(({ tax_behavior }) => behavior === "any" || tax_behavior === behavior)
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Each tax once, with what all lines have of it. */
export function totalTaxes(lines: { taxes: Tax[] | null }[]): Tax[] {
  const byRate = new Map<string, Tax>();
  for (const tax of lines.flatMap(({ taxes }) => taxes ?? [])) {
    const rate = tax.tax_rate_details?.tax_rate ?? "";
    const { amount = 0, taxable_amount: base = 0 } = byRate.get(rate) ?? {};
    byRate.set(rate, {
      ...tax,
      amount: amount + tax.amount,
      taxable_amount: (base ?? 0) + (tax.taxable_amount ?? 0),
    });
  }
  return [...byRate.values()];
}
