import type { Books, Cause } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { writeDown } from "../discounts/plan-discounts.ts";
import { drawInvoice } from "../invoices/draw-invoice.ts";
import { firstBill } from "./create-subscription.ts";
import { addItems } from "./items/added-items.ts";
import type { PlanWish } from "./plan-asked.ts";
import { warnOfTrialEnd } from "./trial-warning.ts";

/** A plan that nobody asked for just now. Its first bill waits an hour, and it is active meanwhile. */
export function beginPlan(
  books: Books,
  asked: Subscription,
  wish: Pick<PlanWish, "add_invoice_items" | "proration_behavior">,
  cause: Cause,
): Subscription {
  const status = asked.status === "trialing" ? "trialing" : "active";
  const begun = books.subscriptions.put(writeDown(books, { ...asked, status }, cause));
  addItems(books, begun, wish.add_invoice_items, cause);
  const bill = { ...firstBill(books, begun, wish.proration_behavior), waits: true };
  const { id: latest_invoice } = drawInvoice(books, begun, bill, cause);
  const plan = books.subscriptions.put({ ...writeDown(books, begun, cause), latest_invoice });
  books.record("customer.subscription.created", plan, cause);
  warnOfTrialEnd(books, plan);
  return plan;
}
