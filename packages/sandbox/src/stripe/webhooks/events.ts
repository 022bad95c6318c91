import type { Books, StripeEvent } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { flag, listOf, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";

const filters = {
  delivery_success: flag.optional(),
  type: text.optional(),
  types: listOf(text).optional(),
};

export function eventEndpoints({ events, undelivered }: Books): Endpoint[] {
  return [
    endpoint("GET", "/v1/events", { ...datedListing, ...filters }, (asked) => {
      const { created, delivery_success: arrived, type, types, ...page } = asked;
      if (type !== undefined && types)
        throw invalid("You may only specify one of these parameters: type, types.");
      const waiting = arrived === undefined ? undefined : undelivered();
      const found = matching(events.newestPutFirst(), { created })
        .filter((each) => type === undefined || isOf(each, type))
        .filter((each) => !types || types.includes(each.type))
        .filter(({ id }) => !waiting || waiting.has(id) !== arrived);
      return pageOf(found, page, "/v1/events", "event");
    }),
    endpoint("GET", "/v1/events/:id", {}, (_, { id }) => events.get(id, { path: "id" })),
  ];
}

/** `invoice.*` stands for a group. */
function isOf({ type }: StripeEvent, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
