import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";
import { voidInvoice } from "../invoices/lost-invoice.ts";
import { cancelAtEnd } from "./cancel.ts";
import { keepChange } from "./keep-change.ts";

const PATIENCE = 23 * 60 * 60;

/** The plan as it was, with the change that waits until its bill is paid. */
export function withPending(before: Subscription, after: Subscription, now: number): Subscription {
  const changed = <Value>(was: Value, is: Value) =>
    JSON.stringify(was) === JSON.stringify(is) ? null : is;
  return {
    ...before,
    pending_update: {
      billing_cycle_anchor: changed(before.billing_cycle_anchor, after.billing_cycle_anchor),
      cancel_at_period_end: changed(before.cancel_at_period_end, after.cancel_at_period_end),
      discount: null,
      discounts: null,
      expires_at: now + PATIENCE,
      metadata: changed(before.metadata, after.metadata),
      subscription_items: after.items.data,
      trial_end: null,
      trial_from_plan: null,
    },
  };
}

/** The bill is paid: the change is made. */
export function applyPending(books: Books, plan: Subscription, cause: Cause): Subscription {
  const { pending_update: pending } = plan;
  if (!pending) return plan;
  const data = pending.subscription_items ?? plan.items.data;
  const changed: Subscription = {
    ...plan,
    billing_cycle_anchor: pending.billing_cycle_anchor ?? plan.billing_cycle_anchor,
    items: { ...plan.items, data, total_count: data.length },
    metadata: pending.metadata ?? plan.metadata,
    pending_update: null,
  };
  const atEnd = pending.cancel_at_period_end ?? plan.cancel_at_period_end;
  const after = keepChange(books, plan, cancelAtEnd(changed, atEnd, books.now()), cause);
  books.record("customer.subscription.pending_update_applied", after, cause);
  return after;
}

/** Nobody paid in time. */
export function expirePending(books: Books, plan: Subscription) {
  const after = dropPending(books, plan, null);
  books.record("customer.subscription.pending_update_expired", after, null);
}

/** The change is not made, and its bill is not to be paid any more. */
export function dropPending(books: Books, plan: Subscription, cause: Cause): Subscription {
  if (!plan.pending_update) return plan;
  const invoice = plan.latest_invoice && books.invoices.find(idOf(plan.latest_invoice));
  if (invoice && invoice.status === "open") voidInvoice(books, invoice, cause);
  return keepChange(books, plan, { ...plan, pending_update: null }, cause);
}
