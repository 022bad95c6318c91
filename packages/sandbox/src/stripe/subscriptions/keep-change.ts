import type { Books, Cause } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { endLeftOut, settle } from "../discounts/plan-discounts.ts";

export function keepChange(
  books: Books,
  before: Subscription,
  wanted: Subscription,
  cause: Cause,
): Subscription {
  const after = books.subscriptions.put(settle(books, wanted, cause));
  endLeftOut(books, before, after, cause);
  if (JSON.stringify(before) !== JSON.stringify(after))
    books.record("customer.subscription.updated", after, cause, before);
  return after;
}
