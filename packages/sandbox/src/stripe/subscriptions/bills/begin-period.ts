import type { Books, Cause } from "../../books/books.ts";
import type { Subscription } from "../../books/shapes.ts";
import { periodEnd, periodsSince } from "../../calendar.ts";
import { collect, drawInvoice } from "../../invoices/draw-invoice.ts";
import { usualMethod } from "../../payment-methods/usual-method.ts";
import { cancelNow, endOf } from "../cancel.ts";
import { followPayment } from "../follow-payment.ts";
import { keepChange } from "../keep-change.ts";
import { rest } from "../pauses/pause-plan.ts";
import { periodLines } from "./plan-lines.ts";

/** A plan goes on: its bill is drawn, and stands an hour later. */
export function renew(
  books: Books,
  plan: Subscription,
  /** What else changes with it. */
  changed = plan,
): Subscription {
  const start = books.now();
  const after = inPeriodFrom(changed, start, changed.billing_cycle_anchor);
  return billPeriod(books, plan, { ...after, status: goesOn(plan) }, "later", null);
}

/** A trial is over, by itself or because somebody ended it now. */
export function endTrial(
  books: Books,
  plan: Subscription,
  bill: "now" | "later",
  cause: Cause,
  /** What else changes with it. */
  changed = plan,
): Subscription {
  const start = books.now();
  const over = { ...changed, trial_end: start, billing_cycle_anchor: start };
  const { missing_payment_method: missing = "create_invoice" } =
    plan.trial_settings?.end_behavior ?? {};
  const isPoor = usualMethod(books, plan) === undefined;
  if (isPoor && missing === "cancel") return cancelNow(books, over, cause);
  if (isPoor && missing === "pause")
    return rest(books, plan, over, "trial_end_without_payment_method", cause);
  return billPeriod(
    books,
    plan,
    { ...inPeriodFrom(over, start, start), status: "active" },
    bill,
    cause,
  );
}

/** From now on the plan renews on this day. */
export function anchoredAt(plan: Subscription, now: number): Subscription {
  return { ...inPeriodFrom(plan, now, now), billing_cycle_anchor: now };
}

/** Nothing is to pay until then, and then a period begins. */
export function inTrialUntil(plan: Subscription, end: number, now: number): Subscription {
  const data = plan.items.data.map((item) => ({ ...item, current_period_end: end }));
  return {
    ...plan,
    billing_cycle_anchor: end,
    ...(plan.cancel_at_period_end && { cancel_at: end }),
    items: { ...plan.items, data },
    status: "trialing",
    trial_end: end,
    trial_start: plan.trial_start ?? now,
  };
}

/** Every item is in the period of this anchor that lasts now. */
export function inPeriodAround(plan: Subscription, now: number, anchor: number): Subscription {
  const data = plan.items.data.map((item) => {
    if (!item.price.recurring) return item;
    const { start, end } = periodsSince(anchor, now, item.price.recurring).at(-1) ?? {};
    return {
      ...item,
      current_period_start: start ?? item.current_period_start,
      current_period_end: end ?? item.current_period_end,
    };
  });
  return { ...plan, billing_cycle_anchor: anchor, items: { ...plan.items, data } };
}

/** Every item begins a period now, which ends on the day of the anchor. */
export function inPeriodFrom(plan: Subscription, start: number, anchor: number): Subscription {
  const data = plan.items.data.map((item) => ({
    ...item,
    current_period_start: start,
    current_period_end: item.price.recurring
      ? periodEnd(anchor, start, item.price.recurring)
      : item.current_period_end,
  }));
  const inPeriod = { ...plan, items: { ...plan.items, data } };
  return plan.cancel_at_period_end ? { ...inPeriod, cancel_at: endOf(inPeriod) } : inPeriod;
}

export function billPeriod(
  books: Books,
  before: Subscription,
  after: Subscription,
  when: "now" | "later",
  cause: Cause,
): Subscription {
  const now = books.now();
  const draft = drawInvoice(
    books,
    after,
    {
      reason: when === "now" ? "subscription_update" : "subscription_cycle",
      period: { start: before.items.data[0]?.current_period_start ?? now, end: now },
      lines: periodLines(books, after),
    },
    cause,
  );
  const kept = keepChange(books, before, { ...after, latest_invoice: draft.id }, cause);
  if (when === "now") followPayment(books, collect(books, draft, cause), cause);
  return books.subscriptions.find(kept.id) ?? kept;
}

function goesOn({ status }: Subscription) {
  return status === "trialing" ? "active" : status;
}
