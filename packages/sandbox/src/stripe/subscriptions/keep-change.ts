import type { Books, Cause } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { endLeftOut, writeDown } from "../discounts/plan-discounts.ts";

export function keepChange(
  books: Books,
  before: Subscription,
  wanted: Subscription,
  cause: Cause,
): Subscription {
  const after = books.subscriptions.put(writeDown(books, wanted, cause));
  endLeftOut(books, before, after, cause);
  if (JSON.stringify(before) !== JSON.stringify(after))
    books.record("customer.subscription.updated", after, cause, before);
  return after;
}
