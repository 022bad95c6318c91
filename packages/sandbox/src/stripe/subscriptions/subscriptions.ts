import type { Books } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { deletedDiscountJson } from "../discounts/discount-json.ts";
import { wholeOf } from "../discounts/take-off.ts";
import { collectionMethod } from "../endpoint/billing-params.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching, within } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { flag, oneOf, text } from "../endpoint/params.ts";
import { missing } from "../problem.ts";
import { withWords } from "./cancel.ts";
import { ENDED } from "./changeable.ts";
import { createSubscription } from "./create-subscription.ts";
import { keepChange } from "./keep-change.ts";
import { pausePlan, pausing } from "./pauses/pause-plan.ts";
import { resumePlan, resuming } from "./pauses/resume-plan.ts";
import { creation } from "./plan-asked.ts";
import { stopPlan } from "./stop-plan.ts";
import { cancellation_details, changes, updateSubscription } from "./update-subscription.ts";

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
const filters = {
  collection_method: collectionMethod,
  current_period_end: within.optional(),
  current_period_start: within.optional(),
  customer: text.optional(),
  plan: text.optional(),
  price: text.optional(),
  status: oneOf(STATUSES).optional(),
  test_clock: text.optional(),
};
const farewell = {
  cancellation_details,
  invoice_now: flag.optional(),
  prorate: flag.optional(),
};
export function subscriptionEndpoints(books: Books): Endpoint[] {
  const { customers, subscriptions } = books;
  return [
    endpoint(
      "GET",
      "/v1/subscriptions",
      { ...datedListing, ...filters },
      ({ collection_method, created, customer, test_clock, ...asked }) => {
        const { status, plan, price, ...rest } = asked;
        const { current_period_end, current_period_start, ...page } = rest;
        if (customer !== undefined) customers.get(customer, { param: "customer" });
        const wanted = { collection_method, created, customer, test_clock };
        const found = matching(subscriptions.all(customer), wanted)
          .filter((each) => sells(each, price) && sells(each, plan))
          .filter((each) => isAskedFor(each, status))
          .filter(({ items }) => {
            const periods = { current_period_end, current_period_start };
            return matching(items.data, periods).length > 0;
          });
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
    endpoint("POST", "/v1/subscriptions/:id/pause", pausing, (asked, { id, cause }) =>
      pausePlan(books, subscriptions.get(id, byPath), asked, cause),
    ),
    endpoint("POST", "/v1/subscriptions/:id/resume", resuming, (asked, { id, cause }) =>
      resumePlan(books, subscriptions.get(id, byPath), asked, cause),
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

function sells({ items }: Subscription, price: string | undefined): boolean {
  return items.data.some((item) => (price ?? item.price.id) === item.price.id);
}

/** Without a status the ended ones are left out. */
function isAskedFor(each: Subscription, status: (typeof STATUSES)[number] | undefined): boolean {
  if (status === undefined) return !ENDED.has(each.status);
  if (status === "ended") return ENDED.has(each.status);
  return status === "all" || each.status === status;
}
