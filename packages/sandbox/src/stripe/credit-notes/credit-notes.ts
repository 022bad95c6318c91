import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { listing, metadata, text } from "../endpoint/params.ts";
import { creditNoteWish, draftCreditNote } from "./draft-credit-note.ts";
import { issueCreditNote, voidCreditNote } from "./issue-credit-note.ts";

const byPath = { path: "id" };
const PATH = "/v1/credit_notes";
const filters = { customer: text.optional(), invoice: text.optional() };
const changes = { memo: text.optional(), metadata: metadata.optional() };

export function creditNoteEndpoints(books: Books): Endpoint[] {
  const { creditNotes } = books;
  return [
    endpoint("POST", PATH, creditNoteWish, (asked, { cause }) =>
      issueCreditNote(books, asked, cause),
    ),
    endpoint("GET", PATH, { ...datedListing, ...filters }, (asked) => {
      const { created, customer, invoice, ...page } = asked;
      const found = matching(creditNotes.all(customer), { created, customer, invoice });
      return pageOf(found, page, PATH, "credit note");
    }),
    endpoint("GET", `${PATH}/preview`, creditNoteWish, (asked) => draftCreditNote(books, asked)),
    endpoint("GET", `${PATH}/preview/lines`, { ...creditNoteWish, ...listing }, (asked) => {
      const { limit, starting_after, ending_before, ...wish } = asked;
      const { data } = draftCreditNote(books, wish).lines;
      const page = { limit, starting_after, ending_before };
      return pageOf(data, page, `${PATH}/preview/lines`, "credit note line item");
    }),
    endpoint("GET", `${PATH}/:id/lines`, listing, (page, { id }) => {
      const { data, url } = creditNotes.get(id, byPath).lines;
      return pageOf(data, page, url, "credit note line item");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => creditNotes.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, changes, ({ memo, metadata: meta }, { id, cause }) => {
      const before = creditNotes.get(id, byPath);
      const merged = mergeMetadata(before.metadata ?? {}, meta);
      const after = creditNotes.put({ ...before, ...given({ memo }), metadata: merged });
      books.record("credit_note.updated", after, cause, before);
      return after;
    }),
    endpoint("POST", `${PATH}/:id/void`, {}, (_, { id, cause }) =>
      voidCreditNote(books, creditNotes.get(id, byPath), cause),
    ),
  ];
}
