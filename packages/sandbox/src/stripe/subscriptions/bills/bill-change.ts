import type { Books, Cause } from "../../books/books.ts";
import type { Invoice, Subscription } from "../../books/shapes.ts";
import { type Bill, collect, draftFor, drawInvoice } from "../../invoices/draw-invoice.ts";
import { isCovered } from "../../invoices/payments.ts";
import { followPayment } from "../follow-payment.ts";
import { keepChange } from "../keep-change.ts";
import { payingCard, requireTaken } from "../payable.ts";
import { withPending } from "../pending-update.ts";

/** Writes a change down with a bill of its own. */
export function billNow(
  books: Books,
  before: Subscription,
  after: Subscription,
  lines: Bill["lines"],
  cause: Cause,
): Subscription {
  const draft = drawBill(books, after, lines, cause);
  const kept = keepChange(books, before, { ...after, latest_invoice: draft.id }, cause);
  followPayment(books, collect(books, draft, cause), cause);
  return books.subscriptions.find(kept.id) ?? kept;
}

/** The same, or nothing where it is not paid at once. */
export function billIfPaid(
  books: Books,
  before: Subscription,
  after: Subscription,
  lines: Bill["lines"],
  cause: Cause,
): Subscription {
  const due = draftFor(books, after, billWith(books, lines), "").amount_due;
  if (due > 0 && after.collection_method !== "send_invoice") requireTaken(payingCard(books, after));
  return billNow(books, before, after, lines, cause);
}

/** Makes a change once its bill is paid, and not before. */
export function holdChange(
  books: Books,
  before: Subscription,
  after: Subscription,
  lines: Bill["lines"],
  cause: Cause,
): Subscription {
  const tried = collect(books, drawBill(books, after, lines, cause), cause);
  const wanted = isCovered(books, tried) ? after : withPending(before, after, books.now());
  const kept = keepChange(books, before, { ...wanted, latest_invoice: tried.id }, cause);
  followPayment(books, tried, cause);
  return books.subscriptions.find(kept.id) ?? kept;
}

function drawBill(books: Books, after: Subscription, lines: Bill["lines"], cause: Cause): Invoice {
  return drawInvoice(books, after, billWith(books, lines), cause);
}

function billWith(books: Books, lines: Bill["lines"]): Bill {
  const now = books.now();
  return { reason: "subscription_update", period: { start: now, end: now }, lines };
}
