import type { Books, Cause } from "./books.ts";
import type { Subscription } from "./shapes.ts";

export function keepChange(
  books: Books,
  before: Subscription,
  after: Subscription,
  cause: Cause,
): Subscription {
  books.subscriptions.put(after);
  if (JSON.stringify(before) !== JSON.stringify(after))
    books.record("customer.subscription.updated", after, cause, before);
  return after;
}
