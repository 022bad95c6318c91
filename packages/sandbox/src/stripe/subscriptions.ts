import { z } from "zod";
import { CANCEL_REASONS } from "./cancel-reasons.ts";
import type { Books } from "./books.ts";
import { cancelAtEnd, cancelNow, withWords } from "./cancel.ts";
import { createSubscription, creation } from "./create-subscription.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { keepChange } from "./keep-change.ts";
import { pageOf } from "./lists.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { clearable, flag, listing, metadata, oneOf, text } from "./params.ts";
import { invalid, missing } from "./problem.ts";
import type { Subscription } from "./shapes.ts";

const ENDED = new Set(["canceled", "incomplete_expired"]);
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
const cancellation_details = z
  .strictObject({
    comment: clearable.optional(),
    feedback: oneOf(["", ...CANCEL_REASONS])
      .transform((value) => (value === "" ? null : value))
      .optional(),
  })
  .optional();
const fields = {
  cancel_at_period_end: flag.optional(),
  metadata: metadata.optional(),
  cancellation_details,
  default_payment_method: clearable.optional(),
};

export function subscriptionEndpoints(books: Books): Endpoint[] {
  const { customers, subscriptions, paymentMethods } = books;
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
    endpoint("POST", "/v1/subscriptions/:id", fields, (asked, { id, cause }) => {
      const before = subscriptions.get(id, byPath);
      const { cancel_at_period_end: atEnd, default_payment_method: method } = asked;
      if (ENDED.has(before.status) && (atEnd !== undefined || method !== undefined))
        throw invalid(
          "A canceled subscription can only update its cancellation_details and metadata.",
          { code: "invalid_canceled_subscription_fields" },
        );
      if (method) paymentMethods.get(method, { param: "default_payment_method" });
      const merged = {
        ...before,
        metadata: mergeMetadata(before.metadata, asked.metadata),
        ...(method !== undefined && { default_payment_method: method }),
      };
      const ending = atEnd === undefined ? merged : cancelAtEnd(merged, atEnd, books.now());
      return keepChange(books, before, withWords(ending, asked.cancellation_details), cause);
    }),
    endpoint(
      "DELETE",
      "/v1/subscriptions/:id",
      { cancellation_details },
      (asked, { id, cause }) => {
        const before = subscriptions.get(id, byPath);
        if (ENDED.has(before.status)) throw missing("subscription", id, byPath);
        return cancelNow(books, withWords(before, asked.cancellation_details), cause);
      },
    ),
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
