import type Stripe from "stripe";
import type { z } from "zod";
import type { Books } from "../books/books.ts";
import { NO_ADDRESS } from "../endpoint/address-params.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, listing, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { missing } from "../problem.ts";
import { cardOf } from "./card-source.ts";
import { dropSource, keepSource, payFrom, sourcesOf } from "./keep-source.ts";

const byPath = { path: "customer" };
const PATH = "/v1/customers/:id/sources";
const changes = {
  address_city: clearable.optional(),
  address_country: clearable.optional(),
  address_line1: clearable.optional(),
  address_line2: clearable.optional(),
  address_state: clearable.optional(),
  address_zip: clearable.optional(),
  exp_month: whole.optional(),
  exp_year: whole.optional(),
  metadata: metadata.optional(),
  name: clearable.optional(),
};

type Changes = z.infer<z.ZodObject<typeof changes>>;

/** Cards as older integrations keep them. */
export function customerSourceEndpoints(books: Books): Endpoint[] {
  const { customers, paymentMethods } = books;
  return [
    endpoint("POST", PATH, { source: text, metadata: metadata.optional() }, (asked, call) => {
      const customer = customers.get(call.id, byPath);
      const wish = { token: asked.source, metadata: mergeMetadata({}, asked.metadata) };
      const card = keepSource(books, customer.id, wish, call.cause);
      if (customer.default_source === null) payFrom(books, customer, card.id, call.cause);
      return cardOf(card);
    }),
    endpoint("GET", PATH, { ...listing, object: oneOf(["card"]).optional() }, (asked, { id }) => {
      const { object: _, ...page } = asked;
      customers.get(id, byPath);
      return pageOf(sourcesOf(books, id).map(cardOf), page, PATH.replace(":id", id), "source");
    }),
    endpoint("GET", `${PATH}/:source`, {}, (_, { id, inner }) => cardOf(cardAt(id, inner))),
    endpoint("POST", `${PATH}/:source`, changes, (asked, { id, inner, cause }) => {
      const before = cardAt(id, inner);
      const after = paymentMethods.put(changed(before, asked));
      books.record("customer.source.updated", cardOf(after), cause, cardOf(before));
      return cardOf(after);
    }),
    endpoint("DELETE", `${PATH}/:source`, {}, (_, { id, inner, cause }) => {
      dropSource(books, cardAt(id, inner), cause);
      return { id: inner, object: "card", deleted: true };
    }),
  ];

  function cardAt(customer: string, id: string) {
    customers.get(customer, byPath);
    const card = paymentMethods.find(id);
    if (card?.customer !== customer || !card.card) throw missing("source", id, { path: "id" });
    return card;
  }
}

function changed(card: Stripe.PaymentMethod, asked: Changes): Stripe.PaymentMethod {
  const { metadata: meta, exp_month, exp_year, name, address_zip, ...place } = asked;
  const { address_city, address_country, address_line1, address_line2, address_state } = place;
  const { billing_details: owner, card: bank } = card;
  const address = {
    ...(owner.address ?? NO_ADDRESS),
    ...given({
      city: address_city,
      country: address_country,
      line1: address_line1,
      line2: address_line2,
      postal_code: address_zip,
      state: address_state,
    }),
  };
  return {
    ...card,
    ...(bank && { card: { ...bank, ...given({ exp_month, exp_year }) } }),
    billing_details: { ...owner, ...given({ name }), address },
    metadata: mergeMetadata(card.metadata ?? {}, meta),
  };
}
