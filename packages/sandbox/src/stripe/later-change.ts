import { inPeriodFrom, renew } from "./begin-period.ts";
import type { Books } from "./books.ts";
import { withItems } from "./change-items.ts";
import type { LaterChange, Subscription } from "./shapes.ts";

/** A plan's period is over: it goes on as it is, or as somebody wished it to be from now on. */
export function renewAsWished(books: Books, plan: Subscription) {
  const wish = books.laterChanges.get(plan.id);
  books.laterChanges.delete(plan.id);
  renew(books, plan, wish && fromNowOn(books, plan, wish));
}

/** The plan with another item, in the period that begins now. */
export function fromNowOn(books: Books, plan: Subscription, wish: LaterChange): Subscription {
  const wanted = withItems(books, plan, [{ id: plan.items.data[0]?.id, ...wish }]);
  return inPeriodFrom(wanted, books.now(), wanted.billing_cycle_anchor);
}
