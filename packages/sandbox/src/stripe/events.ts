import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./lists.ts";
import { listing, listOf, text } from "./params.ts";

export function eventEndpoints({ events }: Books): Endpoint[] {
  const filters = { type: text.optional(), types: listOf(text).optional() };
  return [
    endpoint("GET", "/v1/events", { ...listing, ...filters }, ({ type, types, ...page }) => {
      const found = events
        .all()
        .filter(
          (each) => (type ?? each.type) === each.type && (!types || types.includes(each.type)),
        );
      return pageOf(found, page, "/v1/events", "event");
    }),
    endpoint("GET", "/v1/events/:id", {}, (_, { id }) => events.get(id, { path: "id" })),
  ];
}
