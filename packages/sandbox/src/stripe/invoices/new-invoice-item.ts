import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { InvoiceItem, Price } from "../books/shapes.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { missingParam } from "../problem.ts";
import { taxRatesAsked } from "../taxes/tax-rates.ts";
import type { InvoiceItemWish } from "./create-invoice-item.ts";

export function newInvoiceItem(
  books: Books,
  asked: InvoiceItemWish,
  price: Price | undefined,
): InvoiceItem {
  const { quantity = 1, subscription } = asked;
  const unit = unitOf(asked, price);
  const currency = price?.currency ?? asked.currency?.toLowerCase();
  if (currency === undefined) throw missingParam("currency");
  const created = books.now();
  const amount = Math.round(unit * quantity);
  return {
    id: books.invoiceItems.newId(),
    object: "invoiceitem",
    amount,
    created,
    currency,
    customer: asked.customer,
    customer_account: null,
    date: created,
    description: asked.description ?? nameIn(books, price),
    discountable: asked.discountable ?? amount >= 0,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: mergeMetadata({}, asked.metadata),
    parent:
      subscription === undefined
        ? null
        : { subscription_details: { subscription }, type: "subscription_details" },
    period: asked.period ?? { start: created, end: created },
    pricing: {
      ...(price && { price_details: { price: price.id, product: idOf(price.product) } }),
      type: "price_details",
      unit_amount_decimal: String(unit),
    },
    proration: false,
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: taxRatesAsked(books, asked.tax_rates ?? [], "tax_rates"),
    test_clock: books.customers.find(asked.customer)?.test_clock ?? null,
  };
}

function unitOf(
  { amount, unit_amount_decimal: unit }: InvoiceItemWish,
  price: Price | undefined,
): number {
  const asked = price ? Number(price.unit_amount_decimal) : (amount ?? unit);
  if (asked === undefined) throw missingParam("amount");
  return asked;
}

function nameIn({ products }: Books, price: Price | undefined): string | null {
  return price ? (products.find(idOf(price.product))?.name ?? null) : null;
}
