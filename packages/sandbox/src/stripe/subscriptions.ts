import { z } from "zod";
import { resume } from "./begin-period.ts";
import type { Books } from "./books.ts";
import { withWords } from "./cancel.ts";
import { createSubscription, creation } from "./create-subscription.ts";
import { deletedDiscountJson } from "./discount-json.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { keepChange } from "./keep-change.ts";
import { pageOf } from "./lists.ts";
import { flag, listing, oneOf, text } from "./params.ts";
import { missing } from "./problem.ts";
import { wholeOf } from "./take-off.ts";
import type { Subscription } from "./shapes.ts";
import { stopPlan } from "./stop-plan.ts";
import {
  cancellation_details,
  changes,
  ENDED,
  prorationBehavior,
  updateSubscription,
} from "./update-subscription.ts";

const STATUSES = [
  "all",
  "active",
  "canceled",
  "ended",
  "incomplete",
  "incomplete_expired",
  "past_due",
  "paused",
  "trialing",
  "unpaid",
] as const;
const byPath = { path: "id" };
/** A paused plan has no period to stay in, so it begins a new one. */
const resuming = {
  billing_cycle_anchor: z.strictObject({ type: oneOf(["now"]) }).optional(),
  proration_behavior: prorationBehavior,
};
const farewell = {
  cancellation_details,
  invoice_now: flag.optional(),
  prorate: flag.optional(),
};
export function subscriptionEndpoints(books: Books): Endpoint[] {
  const { customers, subscriptions } = books;
  const filters = { customer: text.optional(), status: oneOf(STATUSES).optional() };
  return [
    endpoint(
      "GET",
      "/v1/subscriptions",
      { ...listing, ...filters, price: text.optional() },
      ({ customer, status, price, ...page }) => {
        if (customer !== undefined) customers.get(customer, { param: "customer" });
        const found = subscriptions
          .all()
          .filter((each) => (customer ?? each.customer) === each.customer)
          .filter((each) => price === undefined || sells(each, price))
          .filter((each) => isAskedFor(each, status));
        return pageOf(found, page, "/v1/subscriptions", "subscription");
      },
    ),
    endpoint("POST", "/v1/subscriptions", creation, (asked, { cause }) =>
      createSubscription(books, asked, cause),
    ),
    endpoint("GET", "/v1/subscriptions/:id", {}, (_, { id }) => subscriptions.get(id, byPath)),
    endpoint("POST", "/v1/subscriptions/:id", changes, (asked, { id, cause }) =>
      updateSubscription(books, subscriptions.get(id, byPath), asked, cause),
    ),
    endpoint("POST", "/v1/subscriptions/:id/resume", resuming, (_, { id, cause }) =>
      resume(books, subscriptions.get(id, byPath), cause),
    ),
    endpoint("DELETE", "/v1/subscriptions/:id", farewell, (asked, { id, cause }) => {
      const before = subscriptions.get(id, byPath);
      if (ENDED.has(before.status)) throw missing("subscription", id, byPath);
      const { prorate = false, invoice_now: bill = false, cancellation_details: said } = asked;
      return stopPlan(books, withWords(before, said), { prorate, bill }, cause);
    }),
    endpoint("DELETE", "/v1/subscriptions/:id/discount", {}, (_, { id, cause }) => {
      const before = subscriptions.get(id, byPath);
      const [first] = wholeOf(books, before.discounts);
      if (!first) throw missing("discount", id, byPath);
      keepChange(books, before, { ...before, discounts: [] }, cause);
      return deletedDiscountJson(first);
    }),
  ];
}

function sells({ items }: Subscription, price: string): boolean {
  return items.data.some((item) => item.price.id === price);
}

/** Without a status the ended ones are left out. */
function isAskedFor(each: Subscription, status: (typeof STATUSES)[number] | undefined): boolean {
  if (status === undefined) return !ENDED.has(each.status);
  if (status === "ended") return ENDED.has(each.status);
  return status === "all" || each.status === status;
}
