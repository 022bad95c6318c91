import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, metadata, text, whole } from "../endpoint/params.ts";
import { missing } from "../problem.ts";
import { changeBalance } from "./change-balance.ts";

const PATH = "/v1/customers/:id/balance_transactions";
const WHAT = "customer balance transaction";
const byPath = { path: "customer" };
const words = { description: clearable.optional(), metadata: metadata.optional() };

/** What customers owe, or are owed, before their next bill. */
export function balanceTransactionEndpoints(books: Books): Endpoint[] {
  const { customers, balanceTransactions } = books;
  return [
    endpoint("POST", PATH, { ...words, amount: whole, currency: text }, (asked, call) => {
      const customer = customers.get(call.id, byPath);
      const { amount, description, metadata: meta } = asked;
      const currency = asked.currency.toLowerCase();
      const wish = { amount, currency, description, metadata: mergeMetadata({}, meta) };
      return changeBalance(books, customer, { ...wish, type: "adjustment" }, call.cause);
    }),
    endpoint("GET", PATH, { ...datedListing, invoice: text.optional() }, (asked, { id }) => {
      const { invoice, created, ...page } = asked;
      customers.get(id, byPath);
      const own = balanceTransactions.of(id).toReversed();
      return pageOf(matching(own, { invoice, created }), page, PATH.replace(":id", id), WHAT);
    }),
    endpoint("GET", `${PATH}/:transaction`, {}, (_, { id, inner }) => transactionAt(id, inner)),
    endpoint("POST", `${PATH}/:transaction`, words, (asked, { id, inner }) => {
      const { metadata: meta, ...rest } = asked;
      const before = transactionAt(id, inner);
      const kept = mergeMetadata(before.metadata ?? {}, meta);
      return balanceTransactions.put({ ...before, ...given(rest), metadata: kept });
    }),
  ];

  function transactionAt(customer: string, id: string) {
    customers.get(customer, byPath);
    const found = balanceTransactions.find(id);
    if (found?.customer !== customer) throw missing(WHAT, id, { path: "id" });
    return found;
  }
}
