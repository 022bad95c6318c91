import type { List } from "../books/shapes.ts";
import { invalid, missing } from "../problem.ts";

interface Page {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

const LARGEST_PAGE = 100;
const USUAL_PAGE = 10;

/** One page of what is there, newest first; cursors are exclusive. */
export function pageOf<Item extends { id: string }>(
  all: Item[],
  page: Page,
  url: string,
  what: string,
): List<Item> {
  const limit = Math.min(Math.max(page.limit ?? USUAL_PAGE, 1), LARGEST_PAGE);
  const { starting_after: after, ending_before: before } = page;
  const start = after === undefined ? 0 : placeOf(all, after, "starting_after", what) + 1;
  const end = before === undefined ? undefined : placeOf(all, before, "ending_before", what);
  if (after !== undefined && end !== undefined)
    throw invalid(
      "Received both starting_after and ending_before parameters. Please pass in only one.",
    );
  const from = end === undefined ? start : Math.max(end - limit, 0);
  const data = all.slice(from, end ?? start + limit);
  const has_more = end === undefined ? start + limit < all.length : from > 0;
  return { object: "list", data, has_more, url };
}

function placeOf(all: { id: string }[], id: string, param: string, what: string): number {
  const place = all.findIndex((item) => item.id === id);
  if (place === -1) throw missing(what, id, { param });
  return place;
}
