import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Invoice, Subscription } from "../books/shapes.ts";
import { subscriptionOf } from "../invoices/pay-invoice.ts";
import { isCovered } from "../invoices/payments.ts";
import { keepChange } from "./keep-change.ts";
import { wakeUp } from "./pauses/wake-up.ts";
import { applyPending } from "./pending-update.ts";

/** What becomes of a plan when its bill was paid, or was not. */
export function followPayment(books: Books, invoice: Invoice, cause: Cause): Invoice {
  noteDelinquent(books, invoice, cause);
  const plan = books.subscriptions.find(subscriptionOf(invoice) ?? "");
  if (plan?.pending_update && plan.latest_invoice === invoice.id) {
    if (isCovered(books, invoice)) applyPending(books, plan, cause);
  } else if (plan && plan.ended_at === null) {
    const status = statusAfter(books, plan, invoice);
    wakeUp(books, keepChange(books, plan, { ...plan, status }, cause), invoice, cause);
  }
  return invoice;
}

function statusAfter(books: Books, { status, latest_invoice }: Subscription, invoice: Invoice) {
  if (latest_invoice !== invoice.id) return status;
  if (isCovered(books, invoice))
    return status === "incomplete" || status === "past_due" || status === "unpaid"
      ? "active"
      : status;
  return status === "active" && invoice.attempted ? "past_due" : status;
}

/** Whether the newest attempt to charge a customer failed. */
function noteDelinquent(books: Books, { customer, status, attempt_count }: Invoice, cause: Cause) {
  const owner = books.customers.find(customer ? idOf(customer) : "");
  const delinquent = status === "open" && attempt_count > 0;
  if (!owner || (owner.delinquent ?? false) === delinquent) return;
  const after = books.customers.put({ ...owner, delinquent });
  books.record("customer.updated", after, cause, owner);
}
