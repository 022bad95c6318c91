import type { Books, Cause } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { collect, drawInvoice } from "../invoices/draw-invoice.ts";
import { keepProrations, unused } from "./bills/prorations.ts";
import { cancelNow } from "./cancel.ts";

interface Manner {
  /** What was paid for and not used is given back. */
  prorate: boolean;
  /** What waits is billed a last time. */
  bill: boolean;
}

/** Ends a plan at once. */
export function stopPlan(
  books: Books,
  plan: Subscription,
  { prorate, bill }: Manner,
  cause: Cause,
): Subscription {
  if (prorate) giveBackTheRest(books, plan, cause);
  return cancelNow(books, bill ? billTheRest(books, plan, cause) : plan, cause);
}

function giveBackTheRest(books: Books, plan: Subscription, cause: Cause) {
  const rest = plan.items.data.flatMap((item) => unused(books, plan, item, books.now()));
  keepProrations(books, plan, rest, cause);
}

/** The last bill: what waited, and nothing more. */
export function billTheRest(books: Books, plan: Subscription, cause: Cause): Subscription {
  const period = { start: books.now(), end: books.now() };
  const bill = { reason: "subscription_update", period, lines: () => [] } as const;
  const last = collect(books, drawInvoice(books, plan, bill, cause), cause);
  return { ...plan, latest_invoice: last.id };
}
