import type { z } from "zod";
import type { Books, Cause } from "./books.ts";
import { type DiscountWish, discountsAsked, discountsWish, keepDiscount } from "./discounts.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { given } from "./given.ts";
import { idOf } from "./id-of.ts";
import { invoiceItemJson } from "./invoice-item-json.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { clearable, flag, listing, metadata, text, whole } from "./params.ts";
import { invalid, missingParam } from "./problem.ts";
import type { InvoiceItem } from "./shapes.ts";

const byPath = { path: "id" };
const plain = {
  amount: whole.optional(),
  description: clearable.optional(),
  discountable: flag.optional(),
  discounts: discountsWish,
  metadata: metadata.optional(),
};
const wished = {
  ...plain,
  customer: text,
  currency: text.optional(),
  quantity: whole.optional(),
  subscription: text.optional(),
};
type Wished = z.infer<z.ZodObject<typeof wished>>;

/** What is put on a bill by hand. */
export function invoiceItemEndpoints(books: Books): Endpoint[] {
  const { customers, invoiceItems, subscriptions } = books;
  return [
    endpoint("POST", "/v1/invoiceitems", wished, (asked, { cause }) => {
      customers.get(asked.customer, { param: "customer" });
      if (asked.subscription !== undefined)
        subscriptions.get(asked.subscription, { param: "subscription" });
      if (asked.amount === undefined) throw missingParam("amount");
      if (asked.currency === undefined) throw missingParam("currency");
      const bare = newInvoiceItem(books, asked);
      const item = invoiceItemJson(invoiceItems.put(discountItem(books, bare, asked, cause)));
      books.record("invoiceitem.created", item, cause);
      return item;
    }),
    endpoint(
      "GET",
      "/v1/invoiceitems",
      { ...listing, customer: text.optional(), invoice: text.optional(), pending: flag.optional() },
      ({ customer, invoice, pending, ...page }) => {
        const found = invoiceItems
          .all()
          .filter((each) => (customer ?? each.customer) === each.customer)
          .filter((each) => (invoice ?? each.invoice) === each.invoice)
          .filter((each) => pending === undefined || pending === (each.invoice === null));
        return pageOf(found.map(invoiceItemJson), page, "/v1/invoiceitems", "invoiceitem");
      },
    ),
    endpoint("GET", "/v1/invoiceitems/:id", {}, (_, { id }) =>
      invoiceItemJson(invoiceItems.get(id, byPath)),
    ),
    endpoint(
      "POST",
      "/v1/invoiceitems/:id",
      plain,
      ({ metadata: meta, discounts, ...asked }, { id, cause }) => {
        const before = requirePending(invoiceItems.get(id, byPath));
        const merged = mergeMetadata(before.metadata ?? {}, meta);
        const changed = { ...before, ...given(asked), metadata: merged };
        return invoiceItemJson(
          invoiceItems.put(discountItem(books, changed, { discounts }, cause)),
        );
      },
    ),
    endpoint("DELETE", "/v1/invoiceitems/:id", {}, (_, { id, cause }) => {
      const item = requirePending(invoiceItems.get(id, byPath));
      invoiceItems.delete(id);
      books.record("invoiceitem.deleted", invoiceItemJson(item), cause);
      return { id, object: "invoiceitem", deleted: true };
    }),
  ];
}

function discountItem(
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

function requirePending(item: InvoiceItem): InvoiceItem {
  if (item.invoice === null) return item;
  throw invalid(
    `This invoice item is already on the invoice ${idOf(item.invoice)} and cannot be changed.`,
  );
}

function newInvoiceItem({ invoiceItems, customers, now }: Books, asked: Wished): InvoiceItem {
  const { amount = 0, currency = "usd", quantity = 1, subscription } = asked;
  const created = now();
  return {
    id: invoiceItems.newId(),
    object: "invoiceitem",
    amount: amount * quantity,
    created,
    currency: currency.toLowerCase(),
    customer: asked.customer,
    customer_account: null,
    date: created,
    description: asked.description ?? null,
    discountable: asked.discountable ?? amount >= 0,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: mergeMetadata({}, asked.metadata),
    parent:
      subscription === undefined
        ? null
        : { subscription_details: { subscription }, type: "subscription_details" },
    period: { start: created, end: created },
    pricing: { type: "price_details", unit_amount_decimal: String(amount) },
    proration: false,
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: [],
    test_clock: customers.find(asked.customer)?.test_clock ?? null,
  };
}
