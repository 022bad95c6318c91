import type { Books, Cause } from "../../books/books.ts";
import type { Subscription, SubscriptionItem } from "../../books/shapes.ts";
import type { ProrationBehavior } from "../../endpoint/billing-params.ts";
import { billNow } from "../bills/bill-change.ts";
import { periodLines } from "../bills/plan-lines.ts";
import {
  keepProrations,
  type Proration,
  prorationLines,
  remaining,
  unused,
} from "../bills/prorations.ts";
import { keepChange } from "../keep-change.ts";
import { newRhythm } from "./with-items.ts";

/** Writes a change of items down, and bills the difference as asked. */
export function changeItems(
  books: Books,
  before: Subscription,
  after: Subscription,
  behavior: ProrationBehavior,
  cause: Cause,
  /** What becomes of a change that has a bill of its own. */
  make = billNow,
): Subscription {
  const anew = restarts(before, after);
  const difference = prorationsBetween(books, before, after, behavior);
  const lines =
    anew && behavior === "none" ? periodLines(books, after) : prorationLines(difference);
  const billed = anew || (behavior === "always_invoice" && difference.length > 0);
  if (!billed) {
    keepProrations(books, after, difference, cause);
    return keepChange(books, before, after, cause);
  }
  return make(books, before, after, lines, cause);
}

/** First what is given back, then what is to pay, item by item. */
export function prorationsBetween(
  books: Books,
  before: Subscription,
  after: Subscription,
  behavior: ProrationBehavior,
): Proration[] {
  if (behavior === "none" || ["trialing", "incomplete", "paused"].includes(before.status))
    return [];
  const now = books.now();
  const was = new Map(before.items.data.map((item) => [item.id, item]));
  const is = new Map(after.items.data.map((item) => [item.id, item]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [old, fresh] = [was.get(id), is.get(id)];
    if (old && fresh && costsTheSame(old, fresh)) return [];
    return [
      ...(old ? unused(books, before, old, now) : []),
      ...(fresh ? [remaining(books, after, fresh, now)] : []),
    ];
  });
}

function costsTheSame(one: SubscriptionItem, other: SubscriptionItem): boolean {
  return (
    one.price.id === other.price.id &&
    one.quantity === other.quantity &&
    one.current_period_end === other.current_period_end
  );
}

/** Whether a change begins a period of its own, which is billed at once. */
export function restarts(before: Subscription, after: Subscription): boolean {
  const moved = before.billing_cycle_anchor !== after.billing_cycle_anchor;
  const free = before.status === "trialing" || after.status === "trialing";
  return !free && (moved || newRhythm(before, after));
}
