import { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { newId } from "../books/ids.ts";
import type { Invoice, InvoiceItem, Price } from "../books/shapes.ts";
import { discountsAsked, keepDiscount } from "../discounts/discounts.ts";
import { type DiscountWish, discountsWish } from "../discounts/discounts-wish.ts";
import { spendOnce } from "../discounts/plan-discounts.ts";
import { clearable, decimal, flag, metadata, text, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { inlinePrice, keepPrice } from "../products/inline-price.ts";
import { priceJson } from "../products/new-price.ts";
import { priceData } from "../products/price-params.ts";
import { taxRatesWish } from "../taxes/tax-rates-wish.ts";
import { recounted } from "./discounted.ts";
import { invoiceItemJson } from "./item-json.ts";
import { newInvoiceItem } from "./new-invoice-item.ts";
import { lineOf } from "./new-line.ts";

export const invoiceItemFields = {
  amount: whole.optional(),
  description: clearable.optional(),
  discountable: flag.optional(),
  discounts: discountsWish,
  metadata: metadata.optional(),
};

export const invoiceItemWish = {
  ...invoiceItemFields,
  customer: text,
  currency: text.optional(),
  invoice: text.optional(),
  period: z.strictObject({ start: whole, end: whole }).optional(),
  price_data: priceData.optional(),
  pricing: z.strictObject({ price: text.optional() }).optional(),
  quantity: whole.optional(),
  subscription: text.optional(),
  tax_rates: taxRatesWish,
  unit_amount_decimal: decimal.optional(),
};

export type InvoiceItemWish = z.infer<z.ZodObject<typeof invoiceItemWish>>;

export function createInvoiceItem(books: Books, asked: InvoiceItemWish, cause: Cause) {
  books.customers.get(asked.customer, { param: "customer" });
  if (asked.subscription !== undefined)
    books.subscriptions.get(asked.subscription, { param: "subscription" });
  const { invoice } = asked;
  const bill = invoice === undefined ? undefined : draftNamed(books, invoice);
  const price = priceOf(books, asked);
  const discounted = discountItem(books, newInvoiceItem(books, asked, price), asked, cause);
  if (price) keepPrice(books, price, cause);
  const item = invoiceItemJson(
    books.invoiceItems.put({ ...discounted, invoice: bill?.id ?? null }),
  );
  books.record("invoiceitem.created", item, cause);
  if (bill) addLine(books, bill, discounted, cause);
  return item;
}

function draftNamed({ invoices }: Books, id: string): Invoice {
  const invoice = invoices.get(id, { param: "invoice" });
  if (invoice.status === "draft") return invoice;
  throw invalid("You can only add invoice items to draft invoices.", {
    code: "invoice_not_editable",
  });
}

function addLine(books: Books, draft: Invoice, item: InvoiceItem, cause: Cause) {
  const data = [...draft.lines.data, lineOf(newId("il"), draft.id, item)];
  const after = recounted(books, { ...draft, lines: { ...draft.lines, data } });
  books.invoices.put(after);
  books.record("invoice.updated", after, cause, draft);
  spendOnce(books, after, cause);
}

export function discountItem(
  books: Books,
  item: InvoiceItem,
  { discounts: asked }: { discounts?: DiscountWish[] | undefined },
  cause: Cause,
): InvoiceItem {
  if (!asked) return item;
  const target = { customer: idOf(item.customer), invoice_item: item.id };
  const discounts = discountsAsked(books, asked, target);
  return { ...item, discounts: discounts.map((each) => keepDiscount(books, each, cause).id) };
}

/** Something once and for all is not billed by a price that comes back every month. */
function priceOf(books: Books, { price_data: data, pricing }: InvoiceItemWish): Price | undefined {
  if (data) return inlinePrice(books, data);
  if (pricing?.price === undefined) return undefined;
  const price = books.prices.get(pricing.price, { param: "pricing[price]" });
  if (price.type === "recurring")
    throw invalid(
      "The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.",
      { param: "pricing[price]" },
    );
  return priceJson(price);
}
