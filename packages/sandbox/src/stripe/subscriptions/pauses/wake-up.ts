import type { Books, Cause } from "../../books/books.ts";
import type { Invoice, Subscription } from "../../books/shapes.ts";
import { isCovered } from "../../invoices/payments.ts";
import { keepChange } from "../keep-change.ts";

export function awake({ status_details: _, ...plan }: Subscription): Subscription {
  return { ...plan, status: "active" };
}

/** The bill that a paused plan waits for, to go on, is paid. */
export function wakeUp(books: Books, plan: Subscription, invoice: Invoice, cause: Cause) {
  const { status, status_details: details, latest_invoice: latest } = plan;
  const since = details?.paused.transitioned_at ?? Infinity;
  if (status !== "paused" || latest !== invoice.id || invoice.created < since) return;
  if (isCovered(books, invoice))
    tellResumed(books, keepChange(books, plan, awake(plan), cause), cause);
}

export function tellResumed(books: Books, plan: Subscription, cause: Cause): Subscription {
  if (plan.status !== "paused") books.record("customer.subscription.resumed", plan, cause);
  return plan;
}
