import type { Books, Cause } from "../books/books.ts";
import type { Invoice } from "../books/shapes.ts";
import { cancelPayment } from "../payments/cancel-payment.ts";
import { paymentOf } from "./payments.ts";

/** It is still owed, and nobody expects it to be paid. */
export function giveUp(books: Books, open: Invoice, cause: Cause): Invoice {
  const lost = books.invoices.put({
    ...open,
    auto_advance: false,
    next_payment_attempt: null,
    status: "uncollectible",
    status_transitions: { ...open.status_transitions, marked_uncollectible_at: books.now() },
  });
  books.record("invoice.marked_uncollectible", lost, cause);
  return lost;
}

/** Nobody pays it any more. */
export function voidInvoice(books: Books, open: Invoice, cause: Cause): Invoice {
  const kept = paymentOf(books, open);
  if (kept) cancelPayment(books, kept.intent, "void_invoice", cause);
  const voided = books.invoices.put({
    ...open,
    auto_advance: false,
    next_payment_attempt: null,
    status: "void",
    status_transitions: { ...open.status_transitions, voided_at: books.now() },
  });
  books.record("invoice.voided", voided, cause);
  return voided;
}
