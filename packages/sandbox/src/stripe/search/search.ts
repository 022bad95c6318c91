import type { Books } from "../books/books.ts";
import type { Shelf } from "../books/shelf.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { pageOf } from "../endpoint/lists.ts";
import { text, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { type Fields, type Kind, searched } from "./match.ts";
import { readQuery } from "./query.ts";
import { cardFields } from "./searched-card.ts";

type Searchable = { id: string; created: number; metadata?: Record<string, string> | null };

const searchWish = { query: text, limit: whole.optional(), page: text.optional() };

/** Stripe's search may lag behind; ours is exact unless a fault asks for stale reads. */
export function searchEndpoints(books: Books): Endpoint[] {
  const { customers, charges, invoices, paymentIntents, prices, products, subscriptions } = books;
  return [
    search(
      "customers",
      "customer",
      customers,
      own({ created: "number", email: "text", name: "text", phone: "text" }),
    ),
    search("charges", "charge", charges, {
      ...own({
        amount: "number",
        created: "number",
        currency: "token",
        customer: "token",
        disputed: "token",
        refunded: "token",
        status: "token",
      }),
      "billing_details.address.postal_code": {
        kind: "token",
        of: ({ billing_details: { address } }) => address?.postal_code,
      },
      ...cardFields(({ payment_method_details: details }) => details?.card),
    }),
    search("invoices", "invoice", invoices, {
      ...own({
        created: "number",
        currency: "token",
        customer: "token",
        number: "token",
        receipt_number: "token",
        status: "token",
        total: "number",
      }),
      last_finalization_error_code: {
        kind: "token",
        of: (each) => each.last_finalization_error?.code,
      },
      last_finalization_error_type: {
        kind: "token",
        of: (each) => each.last_finalization_error?.type,
      },
      subscription: {
        kind: "token",
        of: ({ parent }) => parent?.subscription_details?.subscription,
      },
    }),
    search(
      "payment_intents",
      "payment_intent",
      paymentIntents,
      own({
        amount: "number",
        created: "number",
        currency: "token",
        customer: "token",
        status: "token",
      }),
    ),
    search(
      "prices",
      "price",
      prices,
      own({
        active: "token",
        currency: "token",
        lookup_key: "token",
        product: "token",
        type: "token",
      }),
    ),
    search(
      "products",
      "product",
      products,
      own({ active: "token", description: "text", name: "text", shippable: "token", url: "text" }),
    ),
    search(
      "subscriptions",
      "subscription",
      subscriptions,
      own({ canceled_at: "number", created: "number", status: "token" }),
    ),
  ];
}

function search<Item extends Searchable>(
  resource: string,
  what: string,
  shelf: Shelf<Item>,
  fields: Fields<Item>,
): Endpoint {
  const url = `/v1/${resource}/search`;
  return endpoint("GET", url, searchWish, ({ query, limit, page }) => {
    const found = searched(shelf.all(), readQuery(query), fields, resource);
    const after = page === undefined ? undefined : idIn(page);
    if (after !== undefined && !found.some(({ id }) => id === after))
      throw invalid("Invalid page token.", { param: "page" });
    const { data, has_more } = pageOf(found, { limit, starting_after: after }, url, what);
    const last = has_more ? data.at(-1) : undefined;
    return {
      object: "search_result",
      data,
      has_more,
      next_page: last ? Buffer.from(last.id).toString("base64url") : null,
      url,
    };
  });
}

function idIn(page: string): string {
  return Buffer.from(page, "base64url").toString();
}

/** Fields that are searched under the name they have. */
function own(kinds: Record<string, Kind>): Fields<object> {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { kind, of: (item: object) => new Map<string, unknown>(Object.entries(item)).get(name) },
    ]),
  );
}
