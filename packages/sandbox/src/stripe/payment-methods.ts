import { z } from "zod";
import { attach, detach, methodNamed } from "./attach.ts";
import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { listing, metadata, oneOf, text } from "./params.ts";
import { missing } from "./problem.ts";
import { TEST_CARDS } from "./test-cards.ts";

/** Card numbers themselves are for pages a person types into. */
const wished = {
  type: oneOf(["card"]),
  card: z.strictObject({ token: text }),
  metadata: metadata.optional(),
};
const byPath = { path: "payment_method" };

export function paymentMethodEndpoints(books: Books): Endpoint[] {
  const { customers, paymentMethods } = books;
  return [
    endpoint("POST", "/v1/payment_methods", wished, ({ card, metadata: meta }) => {
      const id = card.token.replace(/^tok_/, "pm_card_");
      if (!TEST_CARDS.has(id)) throw missing("token", card.token, { param: "card[token]" });
      const wish = { id, where: { param: "card[token]" }, takes: "any" } as const;
      const method = methodNamed(books, null, wish);
      return paymentMethods.put({ ...method, metadata: mergeMetadata({}, meta) });
    }),
    endpoint(
      "GET",
      "/v1/payment_methods",
      { ...listing, customer: text.optional(), type: text.optional() },
      ({ customer, type, ...page }) => {
        if (customer !== undefined) customers.get(customer, { param: "customer" });
        return pageOf(attachedTo(customer, type), page, "/v1/payment_methods", "PaymentMethod");
      },
    ),
    endpoint("GET", "/v1/payment_methods/:id", {}, (_, { id }) => paymentMethods.get(id, byPath)),
    endpoint(
      "POST",
      "/v1/payment_methods/:id/attach",
      { customer: text },
      ({ customer }, { id, cause }) =>
        attach(books, customers.get(customer, { param: "customer" }), id, byPath, cause),
    ),
    endpoint("POST", "/v1/payment_methods/:id/detach", {}, (_, { id, cause }) =>
      detach(books, paymentMethods.get(id, byPath), cause),
    ),
    endpoint(
      "GET",
      "/v1/customers/:id/payment_methods",
      { ...listing, type: text.optional() },
      ({ type, ...page }, { id }) => {
        customers.get(id, { path: "customer" });
        const url = `/v1/customers/${id}/payment_methods`;
        return pageOf(attachedTo(id, type), page, url, "PaymentMethod");
      },
    ),
  ];

  function attachedTo(customer: string | undefined, type: string | undefined) {
    if (customer === undefined) return [];
    return paymentMethods
      .all()
      .filter((each) => each.customer === customer && (type ?? each.type) === each.type);
  }
}
