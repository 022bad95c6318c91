import type { Books, Cause } from "./books.ts";
import { type Bill, collect, drawInvoice } from "./draw-invoice.ts";
import { followPayment } from "./follow-payment.ts";
import { isCovered } from "./invoice-payments.ts";
import { keepChange } from "./keep-change.ts";
import { withPending } from "./pending-update.ts";
import type { Subscription } from "./shapes.ts";

/** Makes a change once its bill is paid, and not before. */
export function holdChange(
  books: Books,
  before: Subscription,
  after: Subscription,
  lines: Bill["lines"],
  cause: Cause,
): Subscription {
  const now = books.now();
  const bill = { reason: "subscription_update", period: { start: now, end: now }, lines } as const;
  const draft = drawInvoice(books, after, bill, cause);
  const tried = collect(books, draft, cause);
  const wanted = isCovered(books, tried) ? after : withPending(before, after, now);
  const kept = keepChange(books, before, { ...wanted, latest_invoice: draft.id }, cause);
  followPayment(books, tried, cause);
  return books.subscriptions.find(kept.id) ?? kept;
}
