import type { Books, Cause } from "./books.ts";
import { subscriptionOf } from "./pay-invoice.ts";
import type { Invoice, Subscription } from "./shapes.ts";
import { keepChange } from "./keep-change.ts";

/** What becomes of a plan when its bill was paid, or was not. */
export function followPayment(books: Books, invoice: Invoice, cause: Cause): Invoice {
  const plan = books.subscriptions.find(subscriptionOf(invoice) ?? "");
  if (plan && plan.ended_at === null) {
    const status = statusAfter(plan, invoice);
    keepChange(books, plan, { ...plan, status }, cause);
  }
  return invoice;
}

function statusAfter({ status, latest_invoice }: Subscription, invoice: Invoice) {
  if (latest_invoice !== invoice.id) return status;
  if (invoice.status === "paid")
    return status === "incomplete" || status === "past_due" || status === "unpaid"
      ? "active"
      : status;
  return status === "active" && invoice.attempted ? "past_due" : status;
}
