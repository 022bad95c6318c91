import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Invoice } from "../books/shapes.ts";
import { changeBalance } from "../customers/change-balance.ts";
import { invalid } from "../problem.ts";
import { paymentOf, preparePayment } from "./payments.ts";

/** From now on the bill stands. What costs nothing is paid. */
export function finalizeInvoice(books: Books, draft: Invoice, cause: Cause): Invoice {
  if (draft.status !== "draft")
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
      code: "invoice_not_editable",
    });
  const now = books.now();
  const settling = withBalance(books, draft, cause);
  const free = settling.amount_due === 0;
  const final = books.invoices.put({
    ...settling,
    automatically_finalizes_at: null,
    auto_advance: draft.auto_advance === true && !free,
    effective_at: draft.effective_at ?? now,
    hosted_invoice_url: `${books.publicUrl}/i/${draft.id}`,
    invoice_pdf: `${books.publicUrl}/i/${draft.id}/pdf`,
    number: draft.number ?? nextNumber(books, draft),
    status: free ? "paid" : "open",
    attempted: free,
    status_transitions: {
      ...draft.status_transitions,
      finalized_at: now,
      paid_at: free ? now : null,
    },
  });
  if (!free && !paymentOf(books, final)) preparePayment(books, final, cause);
  books.record("invoice.finalized", final, cause);
  if (free) tellPaid(books, final, cause);
  return final;
}

export function tellPaid(books: Books, paid: Invoice, cause: Cause) {
  books.record("invoice.paid", paid, cause);
  books.record("invoice.payment_succeeded", paid, cause);
}

/** What a customer was owed pays first; what a bill gives back is owed to them. */
function withBalance(books: Books, draft: Invoice, cause: Cause): Invoice {
  const owner = books.customers.find(draft.customer ? idOf(draft.customer) : "");
  const balance = owner?.balance ?? 0;
  const left = balance + draft.total;
  const amount_due = Math.max(left, 0);
  const ending_balance = Math.min(left, 0);
  if (owner && ending_balance !== balance) {
    const { currency, id: invoice } = draft;
    const wish = { amount: ending_balance - balance, currency, invoice };
    changeBalance(books, owner, { ...wish, type: "applied_to_invoice" }, cause);
  }
  return {
    ...draft,
    amount_due,
    amount_remaining: amount_due,
    starting_balance: balance,
    ending_balance,
  };
}

function nextNumber({ customers }: Books, { customer }: Invoice): string {
  const owner = customers.find(customer ? idOf(customer) : "");
  const next = owner?.next_invoice_sequence ?? 1;
  if (owner) customers.put({ ...owner, next_invoice_sequence: next + 1 });
  return `${owner?.invoice_prefix ?? "SANDBOX"}-${String(next).padStart(4, "0")}`;
}
