import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { CreditNote, Invoice } from "../books/shapes.ts";
import { changeBalance } from "../customers/change-balance.ts";
import { settled } from "../invoices/pay-invoice.ts";
import { paymentOf } from "../invoices/payments.ts";
import { cancelPayment } from "../payments/cancel-payment.ts";
import { invalid } from "../problem.ts";
import { issueRefund } from "../refunds/issue-refund.ts";
import { followPayment } from "../subscriptions/follow-payment.ts";
import { type CreditNoteWish, draftCreditNote } from "./draft-credit-note.ts";

/** Takes a bill back, in part or whole: what is still owed is owed no more, what was paid is given back. */
export function issueCreditNote(books: Books, asked: CreditNoteWish, cause: Cause): CreditNote {
  const draft = draftCreditNote(books, asked);
  const invoice = books.invoices.get(asked.invoice, { param: "invoice" });
  const { refund_amount: amount = 0, credit_amount: credit = 0 } = asked;
  const refunded = amount > 0 ? [giveBack(books, invoice, amount, cause)] : [];
  const owed = credit > 0 ? owe(books, draft, credit, cause).id : null;
  const note = books.creditNotes.put({
    ...draft,
    customer_balance_transaction: owed,
    refunds: [...draft.refunds, ...refunded],
  });
  const changed = changeBill(books, invoice, note, 1, cause);
  if (note.pre_payment_amount > 0 && changed.amount_remaining === 0)
    followPayment(books, settledByCredit(books, changed, cause), cause);
  books.record("credit_note.created", note, cause);
  return note;
}

/** What was not owed any more is owed again. */
export function voidCreditNote(books: Books, note: CreditNote, cause: Cause): CreditNote {
  const invoice = books.invoices.get(idOf(note.invoice), { param: "invoice" });
  if (note.status === "void" || invoice.status !== "open" || note.post_payment_amount > 0)
    throw invalid("You can only void issued credit notes of open invoices.");
  changeBill(books, invoice, note, -1, cause);
  const voided = books.creditNotes.put({ ...note, status: "void", voided_at: books.now() });
  books.record("credit_note.voided", voided, cause);
  return voided;
}

function changeBill(
  books: Books,
  before: Invoice,
  { pre_payment_amount: pre, post_payment_amount: post }: CreditNote,
  sign: 1 | -1,
  cause: Cause,
): Invoice {
  const after = books.invoices.put({
    ...before,
    amount_due: before.amount_due - sign * pre,
    amount_remaining: before.amount_remaining - sign * pre,
    post_payment_credit_notes_amount: before.post_payment_credit_notes_amount + sign * post,
    pre_payment_credit_notes_amount: before.pre_payment_credit_notes_amount + sign * pre,
  });
  books.record("invoice.updated", after, cause, before);
  const kept = pre > 0 ? paymentOf(books, after) : undefined;
  if (kept && after.amount_remaining > 0) {
    const amount = after.amount_remaining;
    books.paymentIntents.put({ ...kept.intent, amount });
    books.invoicePayments.put({ ...kept.payment, amount_requested: amount });
  }
  return after;
}

function settledByCredit(books: Books, open: Invoice, cause: Cause): Invoice {
  const kept = paymentOf(books, open);
  if (kept) cancelPayment(books, kept.intent, "void_invoice", cause);
  return settled(books, open, cause, false);
}

function giveBack(books: Books, invoice: Invoice, amount: number, cause: Cause) {
  const charge = paymentOf(books, invoice)?.intent.latest_charge;
  if (!charge)
    throw invalid("This invoice was not paid by a charge that could be refunded.", {
      param: "refund_amount",
    });
  const wish = { amount, metadata: {}, reason: null };
  const paid = books.charges.get(idOf(charge), { param: "refund_amount" });
  const refund = issueRefund(books, paid, wish, cause);
  return {
    amount_refunded: amount,
    payment_record_refund: null,
    refund: refund.id,
    type: "refund",
  } as const;
}

/** It pays the customer's next bills. */
function owe(books: Books, { id, customer, currency }: CreditNote, credit: number, cause: Cause) {
  const owner = books.customers.get(idOf(customer), { param: "customer" });
  const wish = { amount: -credit, currency, credit_note: id, type: "credit_note" } as const;
  return changeBalance(books, owner, wish, cause);
}
