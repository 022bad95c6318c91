import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { settingsIn } from "../books/settings.ts";
import type { Subscription } from "../books/shapes.ts";
import { voidInvoice } from "../invoices/lost-invoice.ts";
import { endSchedule } from "../schedules/under-schedule.ts";
import { endingFor } from "./cancel.ts";
import { keepChange } from "./keep-change.ts";

/** Nobody made the first payment in time. */
export function expire(books: Books, plan: Subscription) {
  const { latest_invoice: first } = plan;
  const invoice = first && books.invoices.find(idOf(first));
  if (invoice && invoice.status === "open") voidInvoice(books, invoice, null);
  const ended = { ended_at: books.now(), status: "incomplete_expired" } as const;
  endSchedule(books, keepChange(books, plan, { ...plan, ...ended }, null), "canceled", null);
}

/** The day somebody chose to stop. */
export function reachEnd(books: Books, plan: Subscription) {
  end(books, plan, "cancellation_requested");
}

/** No attempt to charge the customer worked. */
export function giveUpOn(books: Books, plan: Subscription) {
  const { after_last_attempt: fate } = settingsIn(books);
  if (fate === "cancel") end(books, plan, "payment_failed");
  if (fate === "unpaid") keepChange(books, plan, { ...plan, status: "unpaid" }, null);
}

function end(
  books: Books,
  plan: Subscription,
  reason: "cancellation_requested" | "payment_failed",
) {
  const ended = books.subscriptions.put({
    ...endingFor(reason, plan),
    status: "canceled",
    canceled_at: plan.canceled_at ?? books.now(),
    ended_at: books.now(),
  });
  books.record("customer.subscription.deleted", ended, null);
  endSchedule(books, ended, reason === "payment_failed" ? "aborted" : "canceled", null);
}
