import { z } from "zod";
import { resume } from "./begin-period.ts";
import type { Books, Cause } from "./books.ts";
import { cancelNow, withWords } from "./cancel.ts";
import { createSubscription, creation } from "./create-subscription.ts";
import { collect, drawInvoice } from "./draw-invoice.ts";
import { deletedDiscountJson } from "./discount-json.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { keepChange } from "./keep-change.ts";
import { pageOf } from "./lists.ts";
import { flag, listing, oneOf, text } from "./params.ts";
import { missing } from "./problem.ts";
import { keepProrations, unused } from "./prorations.ts";
import { wholeOf } from "./take-off.ts";
import type { Subscription } from "./shapes.ts";
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
      if (asked.prorate === true) giveBackTheRest(books, before, cause);
      const billed = asked.invoice_now === true ? billTheRest(books, before, cause) : before;
      return cancelNow(books, withWords(billed, asked.cancellation_details), cause);
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

function giveBackTheRest(books: Books, plan: Subscription, cause: Cause) {
  const rest = plan.items.data.map((item) => unused(books, plan, item, books.now()));
  keepProrations(books, plan, rest, cause);
}

/** The last bill: what waited, and nothing more. */
function billTheRest(books: Books, plan: Subscription, cause: Cause): Subscription {
  const period = { start: books.now(), end: books.now() };
  const bill = { reason: "subscription_update", period, lines: () => [] } as const;
  const last = collect(books, drawInvoice(books, plan, bill, cause), cause);
  return { ...plan, latest_invoice: last.id };
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
