import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./lists.ts";
import { listing, text } from "./params.ts";

export function chargeEndpoints({ charges }: Books): Endpoint[] {
  const filters = { customer: text.optional(), payment_intent: text.optional() };
  return [
    endpoint("GET", "/v1/charges", { ...listing, ...filters }, (asked) => {
      const { customer, payment_intent: intent, ...page } = asked;
      const found = charges
        .all()
        .filter((each) => (customer ?? each.customer) === each.customer)
        .filter((each) => (intent ?? each.payment_intent) === each.payment_intent);
      return pageOf(found, page, "/v1/charges", "charge");
    }),
    endpoint("GET", "/v1/charges/:id", {}, (_, { id }) => charges.get(id, { path: "id" })),
  ];
}
