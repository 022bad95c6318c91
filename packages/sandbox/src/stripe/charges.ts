import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { datedListing, matching } from "./filters.ts";
import { pageOf } from "./lists.ts";
import { text } from "./params.ts";

export function chargeEndpoints({ charges }: Books): Endpoint[] {
  const filters = { customer: text.optional(), payment_intent: text.optional() };
  return [
    endpoint("GET", "/v1/charges", { ...datedListing, ...filters }, (asked) => {
      const { created, customer, payment_intent, ...page } = asked;
      const found = matching(charges.all(), { created, customer, payment_intent });
      return pageOf(found, page, "/v1/charges", "charge");
    }),
    endpoint("GET", "/v1/charges/:id", {}, (_, { id }) => charges.get(id, { path: "id" })),
  ];
}
