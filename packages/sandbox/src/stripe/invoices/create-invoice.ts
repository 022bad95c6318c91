import type { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { newId } from "../books/ids.ts";
import type { Invoice } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";
import { discountsAsked, keepDiscount } from "../discounts/discounts.ts";
import { discountsWish } from "../discounts/discounts-wish.ts";
import { spendOnce } from "../discounts/plan-discounts.ts";
import { wholeOf } from "../discounts/take-off.ts";
import { collectionMethod } from "../endpoint/billing-params.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { taxRatesAsked } from "../taxes/tax-rates.ts";
import { taxRatesWish } from "../taxes/tax-rates-wish.ts";
import { discounted } from "./discounted.ts";
import { newInvoice } from "./new-invoice.ts";
import { lineOf } from "./new-line.ts";

export const invoiceWish = {
  customer: text,
  auto_advance: flag.optional(),
  collection_method: collectionMethod,
  currency: text.optional(),
  days_until_due: whole.optional(),
  default_payment_method: text.optional(),
  default_tax_rates: taxRatesWish,
  description: clearable.optional(),
  discounts: discountsWish,
  footer: clearable.optional(),
  metadata: metadata.optional(),
  pending_invoice_items_behavior: oneOf(["exclude", "include"]).optional(),
};

type Asked = z.infer<z.ZodObject<typeof invoiceWish>>;

/** A bill of its own, with what waits for the customer if that is asked. */
export function createInvoice(books: Books, asked: Asked, cause: Cause): Invoice {
  const customer = books.customers.get(asked.customer, { param: "customer" });
  const { default_payment_method: method = null } = asked;
  if (method !== null) books.paymentMethods.get(method, { param: "default_payment_method" });
  const id = books.invoices.newId();
  const created = books.now();
  const waiting = books.invoiceItems
    .of(customer.id)
    .filter((item) => item.invoice === null && !item.parent)
    .filter(() => asked.pending_invoice_items_behavior === "include");
  const currency = asked.currency?.toLowerCase() ?? waiting[0]?.currency ?? "usd";
  const items = waiting.filter((item) => item.currency === currency);
  const theirs = customer.discount ? [customer.discount.id] : [];
  const discounts = asked.discounts
    ? discountsAsked(books, asked.discounts, { customer: customer.id, invoice: id })
    : wholeOf(books, theirs);
  const sent = asked.collection_method === "send_invoice";
  const bare = {
    ...newInvoice({
      id,
      created,
      customer,
      currency,
      subscription: undefined,
      reason: "manual",
      period: { start: created, end: created },
      lines: items.map((item) => lineOf(newId("il"), id, item)),
    }),
    default_tax_rates: taxRatesAsked(books, asked.default_tax_rates ?? [], "default_tax_rates"),
  };
  const invoice = books.invoices.put({
    ...discounted(books, bare, discounts),
    auto_advance: asked.auto_advance ?? false,
    collection_method: asked.collection_method ?? "charge_automatically",
    default_payment_method: method,
    description: asked.description ?? null,
    due_date: sent ? created + (asked.days_until_due ?? 30) * DAY : null,
    footer: asked.footer ?? null,
    metadata: mergeMetadata({}, asked.metadata),
    ...(asked.auto_advance === true && { automatically_finalizes_at: created + 60 * 60 }),
  });
  for (const each of discounts) keepDiscount(books, each, cause);
  for (const item of items) books.invoiceItems.put({ ...item, invoice: id });
  books.record("invoice.created", invoice, cause);
  spendOnce(books, invoice, cause);
  return invoice;
}
