import type { Books, Cause } from "../books/books.ts";
import type { Invoice, Subscription } from "../books/shapes.ts";
import { writeDown } from "../discounts/plan-discounts.ts";
import { type Bill, collect, draftFor, drawInvoice } from "../invoices/draw-invoice.ts";
import { finalizeInvoice } from "../invoices/finalize-invoice.ts";
import { isCovered } from "../invoices/payments.ts";
import { linesToAnchor } from "./bills/first-anchor.ts";
import { linesSinceStart, periodLines, trialLines } from "./bills/plan-lines.ts";
import { addItems } from "./items/added-items.ts";
import { priceOfItem } from "./items/item-params.ts";
import { payingCard, requireTaken } from "./payable.ts";
import { type PlanWish, planAsked } from "./plan-asked.ts";
import { warnOfTrialEnd } from "./trial-warning.ts";

/** A plan begins: its first bill is drawn, stands at once, and is paid or waits. */
export function createSubscription(
  books: Books,
  asked: PlanWish,
  cause: Cause,
  /** What was checked when it was offered is not checked again. */
  priceOf = priceOfItem,
): Subscription {
  const draft = planAsked(books, asked, priceOf);
  requirePayable(books, draft, asked);
  const begun = books.subscriptions.put(writeDown(books, draft, cause));
  addItems(books, begun, asked.add_invoice_items, cause);
  const invoice = firstInvoice(books, begun, asked, cause);
  const plan = books.subscriptions.put({
    ...writeDown(books, begun, cause),
    latest_invoice: invoice.id,
    status: draft.status === "incomplete" ? statusAfter(books, invoice, draft) : draft.status,
  });
  books.record("customer.subscription.created", plan, cause);
  warnOfTrialEnd(books, plan);
  return plan;
}

/** Refused before anything is written down. */
function requirePayable(books: Books, plan: Subscription, asked: PlanWish) {
  const free =
    draftFor(books, plan, firstBill(books, plan, asked.proration_behavior), "").amount_due === 0;
  const { payment_behavior: behavior } = asked;
  if (plan.status !== "incomplete" || free || plan.collection_method === "send_invoice") return;
  if (behavior === "default_incomplete") return;
  const last4 = payingCard(books, plan);
  if (behavior === "error_if_incomplete") requireTaken(last4);
}

export function firstBill(
  books: Books,
  plan: Subscription,
  behavior: PlanWish["proration_behavior"],
): Bill {
  const now = books.now();
  const period = { start: now, end: now };
  const lines = firstLines(plan, now, behavior)(books, plan);
  return { reason: "subscription_create", period, lines };
}

function firstLines(
  { billing_cycle_anchor: anchor, start_date: start, status }: Subscription,
  now: number,
  behavior: PlanWish["proration_behavior"],
) {
  if (status === "trialing") return trialLines;
  if (anchor > now) return behavior === "none" ? () => () => [] : linesToAnchor;
  return start < now && behavior !== "none" ? linesSinceStart : periodLines;
}

function firstInvoice(books: Books, plan: Subscription, asked: PlanWish, cause: Cause): Invoice {
  const draft = drawInvoice(books, plan, firstBill(books, plan, asked.proration_behavior), cause);
  return asked.payment_behavior === "default_incomplete"
    ? finalizeInvoice(books, draft, cause)
    : collect(books, draft, cause);
}

function statusAfter(books: Books, invoice: Invoice, { collection_method }: Subscription) {
  return isCovered(books, invoice) || collection_method === "send_invoice"
    ? "active"
    : "incomplete";
}
