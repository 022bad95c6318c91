import { html } from "hono/html";
import type { Html } from "../stripe/pages/page.ts";

const ON_A_PAGE = 25;

/** What comes after an id, as much as fits on a page, and the ways back and on. */
export function pageAfter<Item extends { id: string }>(
  all: Item[],
  after: string | undefined,
  path: string,
): { shown: Item[]; ways: Html } {
  const start = all.findIndex(({ id }) => id === after) + 1;
  const shown = all.slice(start, start + ON_A_PAGE);
  const last = start + ON_A_PAGE < all.length ? shown.at(-1) : undefined;
  const older = `${path}${path.includes("?") ? "&" : "?"}after=`;
  const ways = html`${
    (start > 0 || last) &&
    html`<nav class="actions" aria-label="Pages">
      ${start > 0 && html`<a class="button" href="${path}">Newest</a>`}
      ${last && html`<a class="button" href="${older}${last.id}">Older</a>`}
    </nav>`
  }`;
  return { shown, ways };
}
