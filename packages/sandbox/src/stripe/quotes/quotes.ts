import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { lineItems } from "../checkout/line-items.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { listing, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { acceptQuote } from "./accept-quote.ts";
import { quoteAsked } from "./new-quote.ts";
import { quoteWish } from "./quote-params.ts";

const PATH = "/v1/quotes";
const byPath = { path: "quote" };
const filters = {
  customer: text.optional(),
  status: oneOf(["accepted", "canceled", "draft", "open"]).optional(),
  test_clock: text.optional(),
};

/** Offers to customers: a draft, then open, then accepted or cancelled. */
export function quoteEndpoints(books: Books): Endpoint[] {
  const { quotes } = books;
  return [
    endpoint("POST", PATH, quoteWish, (asked, { cause }) => {
      const quote = quotes.put(quoteAsked(books, asked, cause));
      books.record("quote.created", quote, cause);
      return quote;
    }),
    endpoint("GET", PATH, { ...listing, ...filters }, (asked) => {
      const { customer, status, test_clock, ...page } = asked;
      return pageOf(matching(quotes.all(), { customer, status, test_clock }), page, PATH, "quote");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => quotes.get(id, byPath)),
    endpoint("GET", `${PATH}/:id/line_items`, listing, (page, { id }) =>
      quoteLines(books, id, page),
    ),
    endpoint("POST", `${PATH}/:id`, quoteWish, (asked, { id, cause }) =>
      quotes.put(quoteAsked(books, asked, cause, inStatus(id, ["draft"], "update"))),
    ),
    endpoint(
      "POST",
      `${PATH}/:id/finalize`,
      { expires_at: whole.optional() },
      ({ expires_at: end }, { id, cause }) => {
        const draft = inStatus(id, ["draft"], "finalize");
        const number = `QT-${id.slice(-8).toUpperCase()}-0001-1`;
        const open = { ...draft, expires_at: end ?? draft.expires_at, number };
        return move(open, "finalized", "open", cause);
      },
    ),
    endpoint("POST", `${PATH}/:id/cancel`, {}, (_, { id, cause }) =>
      move(inStatus(id, ["draft", "open"], "cancel"), "canceled", "canceled", cause),
    ),
    endpoint("POST", `${PATH}/:id/accept`, {}, (_, { id, cause }) => {
      const open = inStatus(id, ["open"], "accept");
      return move(acceptQuote(books, open, cause), "accepted", "accepted", cause);
    }),
  ];

  function inStatus(id: string, wanted: Stripe.Quote.Status[], verb: string): Stripe.Quote {
    const quote = quotes.get(id, byPath);
    if (wanted.includes(quote.status)) return quote;
    throw invalid(
      `You cannot ${verb} a quote that is \`${quote.status}\`. It must be ${wanted.join(" or ")}.`,
    );
  }

  function move(
    quote: Stripe.Quote,
    happened: "accepted" | "canceled" | "finalized",
    status: Stripe.Quote.Status,
    cause: Cause,
  ): Stripe.Quote {
    const times = { ...quote.status_transitions, [`${happened}_at`]: books.now() };
    const moved = quotes.put({ ...quote, status, status_transitions: times });
    books.record(`quote.${happened}`, moved, cause);
    return moved;
  }
}

export function quoteLines(books: Books, id: string, page = {}) {
  books.quotes.get(id, byPath);
  const order = books.orders.get(id);
  return pageOf(order ? lineItems(books, order) : [], page, `${PATH}/${id}/line_items`, "item");
}
