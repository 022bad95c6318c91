import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { listing, metadata, oneOf, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { createSession } from "./create-session.ts";
import { expireSession } from "./expire-session.ts";
import { lineItems } from "./line-items.ts";
import { asItStands, sessionAt } from "./session-at.ts";
import { sessionWish } from "./session-params.ts";

const PATH = "/v1/checkout/sessions";
const filters = {
  customer: text.optional(),
  payment_intent: text.optional(),
  status: oneOf(["complete", "expired", "open"]).optional(),
  subscription: text.optional(),
};

export function checkoutEndpoints(books: Books): Endpoint[] {
  return [
    endpoint("POST", PATH, sessionWish, (asked, { cause }) => createSession(books, asked, cause)),
    endpoint(
      "GET",
      PATH,
      { ...listing, ...filters },
      ({ limit, starting_after, ending_before, ...wanted }) => {
        const found = books.checkoutSessions
          .all()
          .map((each) => asItStands(books, each))
          .filter((each) => (wanted.customer ?? each.customer) === each.customer)
          .filter((each) => (wanted.payment_intent ?? each.payment_intent) === each.payment_intent)
          .filter((each) => (wanted.status ?? each.status) === each.status)
          .filter((each) => (wanted.subscription ?? each.subscription) === each.subscription);
        return pageOf(found, { limit, starting_after, ending_before }, PATH, "checkout.session");
      },
    ),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => sessionAt(books, id)),
    endpoint("POST", `${PATH}/:id`, { metadata: metadata.optional() }, (asked, { id }) => {
      const session = sessionAt(books, id);
      const merged = mergeMetadata(session.metadata ?? {}, asked.metadata);
      return books.checkoutSessions.put({ ...session, metadata: merged });
    }),
    endpoint("GET", `${PATH}/:id/line_items`, listing, (page, { id }) => {
      sessionAt(books, id);
      return lineItemsOf(books, id, page);
    }),
    endpoint("POST", `${PATH}/:id/expire`, {}, (_, { id, cause }) => {
      const session = requireOpen(sessionAt(books, id));
      return expireSession(books, session, cause);
    }),
  ];
}

export function lineItemsOf(books: Books, session: string, page = {}) {
  const order = books.orders.get(session);
  const lines = order ? lineItems(books, order) : [];
  return pageOf(lines, page, `${PATH}/${session}/line_items`, "item");
}

function requireOpen(session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  if (session.status === "open") return session;
  throw invalid(
    `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
  );
}
