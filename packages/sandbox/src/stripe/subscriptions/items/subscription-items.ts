import type { Books } from "../../books/books.ts";
import type { Subscription } from "../../books/shapes.ts";
import { discountsWish } from "../../discounts/discounts-wish.ts";
import { prorationBehavior } from "../../endpoint/billing-params.ts";
import { type Endpoint, endpoint } from "../../endpoint/endpoint.ts";
import { pageOf } from "../../endpoint/lists.ts";
import { flag, listing, metadata, oneOf, text, whole } from "../../endpoint/params.ts";
import { missing } from "../../problem.ts";
import { changeItems } from "./change-items.ts";
import { priced } from "./item-params.ts";
import { withItems } from "./with-items.ts";

const byPath = { path: "item" };
const bySubscription = { param: "subscription" };
const fields = {
  discounts: discountsWish,
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_behavior: oneOf(["allow_incomplete"]).optional(),
  ...priced,
  proration_behavior: prorationBehavior,
  quantity: whole.optional(),
};

/** The items of a plan, one by one. */
export function subscriptionItemEndpoints(books: Books): Endpoint[] {
  const { subscriptions } = books;
  return [
    endpoint(
      "GET",
      "/v1/subscription_items",
      { ...listing, subscription: text },
      ({ subscription, ...page }) => {
        const { data } = subscriptions.get(subscription, bySubscription).items;
        return pageOf(data, page, "/v1/subscription_items", "subscription_item");
      },
    ),
    endpoint(
      "POST",
      "/v1/subscription_items",
      { ...fields, subscription: text },
      (asked, { cause }) => {
        const { subscription, proration_behavior: behavior, ...rest } = asked;
        const { off_session: _, payment_behavior: __, ...change } = rest;
        const before = subscriptions.get(subscription, bySubscription);
        const after = withItems(books, before, [change]);
        const kept = changeItems(books, before, after, behavior ?? "create_prorations", cause);
        return kept.items.data.at(-1) ?? kept;
      },
    ),
    endpoint("GET", "/v1/subscription_items/:id", {}, (_, { id }) => itemOf(planWith(id), id)),
    endpoint("POST", "/v1/subscription_items/:id", fields, (asked, { id, cause }) => {
      const { proration_behavior: behavior, ...rest } = asked;
      const { off_session: _, payment_behavior: __, ...change } = rest;
      const before = planWith(id);
      const after = withItems(books, before, [{ id, ...change }]);
      return itemOf(changeItems(books, before, after, behavior ?? "create_prorations", cause), id);
    }),
    endpoint(
      "DELETE",
      "/v1/subscription_items/:id",
      { clear_usage: flag.optional(), proration_behavior: prorationBehavior },
      ({ proration_behavior: behavior }, { id, cause }) => {
        const before = planWith(id);
        const after = withItems(books, before, [{ id, deleted: true }]);
        changeItems(books, before, after, behavior ?? "create_prorations", cause);
        return { id, object: "subscription_item", deleted: true };
      },
    ),
  ];

  function planWith(item: string): Subscription {
    const plan = subscriptions.all().find(({ items }) => items.data.some(({ id }) => id === item));
    if (!plan) throw missing("subscription_item", item, byPath);
    return plan;
  }

  function itemOf({ items }: Subscription, id: string) {
    const found = items.data.find((item) => item.id === id);
    if (!found) throw missing("subscription_item", id, byPath);
    return found;
  }
}
