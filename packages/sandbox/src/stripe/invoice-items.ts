import type { Books } from "./books.ts";
import {
  createInvoiceItem,
  discountItem,
  invoiceItemFields,
  invoiceItemWish,
} from "./create-invoice-item.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { datedListing, matching } from "./filters.ts";
import { given } from "./given.ts";
import { idOf } from "./id-of.ts";
import { invoiceItemJson } from "./invoice-item-json.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { flag, text } from "./params.ts";
import { invalid } from "./problem.ts";
import type { InvoiceItem } from "./shapes.ts";

const byPath = { path: "id" };
const filters = {
  customer: text.optional(),
  invoice: text.optional(),
  pending: flag.optional(),
};

/** What is put on a bill by hand. */
export function invoiceItemEndpoints(books: Books): Endpoint[] {
  const { invoiceItems } = books;
  return [
    endpoint("POST", "/v1/invoiceitems", invoiceItemWish, (asked, { cause }) =>
      createInvoiceItem(books, asked, cause),
    ),
    endpoint(
      "GET",
      "/v1/invoiceitems",
      { ...datedListing, ...filters },
      ({ created, customer, invoice, pending, ...page }) => {
        const found = matching(invoiceItems.all(), { created, customer, invoice }).filter(
          (each) => pending === undefined || pending === (each.invoice === null),
        );
        return pageOf(found.map(invoiceItemJson), page, "/v1/invoiceitems", "invoiceitem");
      },
    ),
    endpoint("GET", "/v1/invoiceitems/:id", {}, (_, { id }) =>
      invoiceItemJson(invoiceItems.get(id, byPath)),
    ),
    endpoint(
      "POST",
      "/v1/invoiceitems/:id",
      invoiceItemFields,
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

function requirePending(item: InvoiceItem): InvoiceItem {
  if (item.invoice === null) return item;
  throw invalid(
    `This invoice item is already on the invoice ${idOf(item.invoice)} and cannot be changed.`,
  );
}
