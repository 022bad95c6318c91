import type { Books } from "../books/books.ts";
import { discountsWish } from "../discounts/discounts-wish.ts";
import { collectionMethod } from "../endpoint/billing-params.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching, within } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, listing, metadata, oneOf, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { previewInvoice, previewWish } from "../subscriptions/bills/preview-invoice.ts";
import { createInvoice, invoiceWish } from "./create-invoice.ts";
import { discountBill } from "./discount-bill.ts";

const byPath = { path: "invoice" };
const changes = {
  auto_advance: flag.optional(),
  default_payment_method: clearable.optional(),
  description: clearable.optional(),
  discounts: discountsWish,
  footer: clearable.optional(),
  metadata: metadata.optional(),
};

const filters = {
  collection_method: collectionMethod,
  customer: text.optional(),
  due_date: within.optional(),
  status: oneOf(["draft", "open", "paid", "uncollectible", "void"]).optional(),
  subscription: text.optional(),
};

export function invoiceEndpoints(books: Books): Endpoint[] {
  const { customers, invoices } = books;
  return [
    endpoint("POST", "/v1/invoices", invoiceWish, (asked, { cause }) =>
      createInvoice(books, asked, cause),
    ),
    endpoint("POST", "/v1/invoices/create_preview", previewWish, (asked) =>
      previewInvoice(books, asked),
    ),
    endpoint(
      "GET",
      "/v1/invoices",
      { ...datedListing, ...filters },
      ({ subscription, ...asked }) => {
        const { collection_method, created, customer, due_date, status, ...page } = asked;
        if (customer !== undefined) customers.get(customer, { param: "customer" });
        const wanted = { collection_method, created, customer, due_date, status };
        const found = matching(invoices.all(customer), wanted).filter(({ parent }) => {
          const theirs = parent?.subscription_details?.subscription;
          return (subscription ?? theirs) === theirs;
        });
        return pageOf(found, page, "/v1/invoices", "invoice");
      },
    ),
    endpoint("POST", "/v1/invoices/:id", changes, (asked, { id, cause }) => {
      const before = invoices.get(id, byPath);
      const { metadata: meta, discounts, ...plain } = asked;
      if (before.status !== "draft" && Object.keys(given({ discounts, ...plain })).length > 0)
        throw invalid("Finalized invoices can't be updated in this way", {
          code: "invoice_not_editable",
        });
      const merged = mergeMetadata(before.metadata ?? {}, meta);
      const changed = { ...before, ...given(plain), metadata: merged };
      const after = invoices.put(
        discounts ? discountBill(books, changed, discounts, cause) : changed,
      );
      books.record("invoice.updated", after, cause, before);
      return after;
    }),
    endpoint("GET", "/v1/invoices/:id/lines", listing, (page, { id }) => {
      const { data, url } = invoices.get(id, byPath).lines;
      return pageOf(data, page, url, "line_item");
    }),
    endpoint("GET", "/v1/invoices/:id", {}, (_, { id }) => invoices.get(id, byPath)),
  ];
}
