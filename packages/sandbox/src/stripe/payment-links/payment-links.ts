import type { Books } from "../books/books.ts";
import { lineItems } from "../checkout/line-items.ts";
import { emptyOrder } from "../checkout/open-session.ts";
import { modeOf, orderLines } from "../checkout/order-lines.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { flag, listing } from "../endpoint/params.ts";
import { linkJson } from "./link-json.ts";
import { linkWish, newLinkWish } from "./link-params.ts";

const PATH = "/v1/payment_links";
const byPath = { path: "payment_link" };

/** Addresses that open a page to pay on for whoever follows them. */
export function paymentLinkEndpoints(books: Books): Endpoint[] {
  const { paymentLinks } = books;
  return [
    endpoint("POST", PATH, newLinkWish, ({ line_items: asked, ...wish }, { cause }) => {
      const mode = modeOf(books, asked);
      const lines = orderLines(books, asked, mode, cause);
      const [first] = lineItems(books, emptyOrder(lines));
      const link = paymentLinks.put({
        id: paymentLinks.newId(),
        created: books.now(),
        active: true,
        lines,
        currency: first?.currency ?? "usd",
        renews: mode === "subscription",
        wish,
      });
      const made = linkJson(books, link);
      books.record("payment_link.created", made, cause);
      return made;
    }),
    endpoint("GET", PATH, { ...listing, active: flag.optional() }, ({ active, ...page }) => {
      const found = paymentLinks.all().filter((each) => (active ?? each.active) === each.active);
      const shown = found.map((each) => linkJson(books, each));
      return pageOf(shown, page, PATH, "payment link");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) =>
      linkJson(books, paymentLinks.get(id, byPath)),
    ),
    endpoint(
      "POST",
      `${PATH}/:id`,
      { ...linkWish, active: flag.optional() },
      ({ active, metadata, ...asked }, { id, cause }) => {
        const link = paymentLinks.get(id, byPath);
        const before = linkJson(books, link);
        const merged = mergeMetadata(link.wish.metadata ?? {}, metadata);
        const wish = { ...link.wish, ...given(asked), metadata: merged };
        const after = paymentLinks.put({ ...link, active: active ?? link.active, wish });
        const shown = linkJson(books, after);
        books.record("payment_link.updated", shown, cause, before);
        return shown;
      },
    ),
    endpoint("GET", `${PATH}/:id/line_items`, listing, (page, { id }) =>
      linkLines(books, id, page),
    ),
  ];
}

export function linkLines(books: Books, id: string, page = {}) {
  const { lines } = books.paymentLinks.get(id, byPath);
  return pageOf(lineItems(books, emptyOrder(lines)), page, `${PATH}/${id}/line_items`, "item");
}
