import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { InvoiceItem } from "../books/shapes.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { flag, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import {
  createInvoiceItem,
  discountItem,
  invoiceItemFields,
  invoiceItemWish,
} from "./create-invoice-item.ts";
import { invoiceItemJson } from "./item-json.ts";

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
