import { z } from "zod";
import type { Books } from "../books/books.ts";
import { billingDetails } from "../endpoint/address-params.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { listing, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid, missing } from "../problem.ts";
import { attach, detach } from "./attach.ts";
import { changeMethod, makeMethod, newMethodWish } from "./make-method.ts";

const PATH = "/v1/payment_methods";
const byPath = { path: "payment_method" };
const changes = {
  allow_redisplay: oneOf(["always", "limited", "unspecified"]).optional(),
  billing_details: billingDetails.optional(),
  card: z.strictObject({ exp_month: whole.optional(), exp_year: whole.optional() }).optional(),
  metadata: metadata.optional(),
};

export function paymentMethodEndpoints(books: Books): Endpoint[] {
  const { customers, paymentMethods } = books;
  return [
    endpoint("POST", PATH, newMethodWish, (asked) => makeMethod(books, asked)),
    endpoint(
      "GET",
      PATH,
      { ...listing, customer: text.optional(), type: text.optional() },
      ({ customer, type, ...page }) => {
        if (customer !== undefined) customers.get(customer, { param: "customer" });
        return pageOf(attachedTo(customer, type), page, PATH, "PaymentMethod");
      },
    ),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => paymentMethods.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, changes, ({ card, ...asked }, { id, cause }) => {
      const before = paymentMethods.get(id, byPath);
      if (before.customer === null)
        throw invalid("You must save this PaymentMethod to a customer before you can update it.");
      const after = changeMethod(before, asked);
      const dated =
        after.card && card ? { ...after, card: { ...after.card, ...given(card) } } : after;
      books.record("payment_method.updated", paymentMethods.put(dated), cause, before);
      return dated;
    }),
    endpoint("POST", `${PATH}/:id/attach`, { customer: text }, ({ customer }, { id, cause }) =>
      attach(books, customers.get(customer, { param: "customer" }), id, byPath, cause),
    ),
    endpoint("POST", `${PATH}/:id/detach`, {}, (_, { id, cause }) =>
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
    endpoint("GET", "/v1/customers/:id/payment_methods/:method", {}, (_, { id, inner }) => {
      customers.get(id, { path: "customer" });
      const method = paymentMethods.get(inner, byPath);
      if (method.customer !== id) throw missing("PaymentMethod", inner, byPath);
      return method;
    }),
  ];

  function attachedTo(customer: string | undefined, type: string | undefined) {
    if (customer === undefined) return [];
    return paymentMethods
      .all()
      .filter((each) => each.customer === customer && (type ?? each.type) === each.type);
  }
}
