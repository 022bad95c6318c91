import { z } from "zod";
import type { Books, Cause } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import type { Subscription } from "../../books/shapes.ts";
import { discountsWish } from "../../discounts/discounts-wish.ts";
import { flag, listOf, metadata, text, whole } from "../../endpoint/params.ts";
import { createInvoiceItem } from "../../invoices/create-invoice-item.ts";
import { priceData } from "../../products/price-params.ts";
import { taxRatesWish } from "../../taxes/tax-rates-wish.ts";

export const addedItems = listOf(
  z.strictObject({
    discountable: flag.optional(),
    discounts: discountsWish,
    metadata: metadata.optional(),
    price: text.optional(),
    price_data: priceData.optional(),
    quantity: whole.optional(),
    tax_rates: taxRatesWish,
  }),
).optional();

/** What is bought once, with a plan's next bill. */
export function addItems(
  books: Books,
  plan: Subscription,
  asked: z.infer<typeof addedItems> = [],
  cause: Cause,
) {
  const owner = { customer: idOf(plan.customer), subscription: plan.id };
  for (const { price, ...item } of asked)
    createInvoiceItem(books, { ...item, ...owner, pricing: price ? { price } : undefined }, cause);
}
