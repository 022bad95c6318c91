import type { Invoice } from "../books/shapes.ts";
import { money } from "../money.ts";
import { invalid, tooSmall } from "../problem.ts";
import type { CreditNoteWish } from "./draft-credit-note.ts";

/** A bill is not taken back more than once. */
export function requireLeft(invoice: Invoice, total: number, after: number) {
  const { amount_paid, currency, post_payment_credit_notes_amount: back } = invoice;
  if (total < 1) throw tooSmall("amount", 1);
  const paid = amount_paid + fromBalance(invoice);
  const left = paid - back + (invoice.status === "paid" ? 0 : invoice.amount_remaining);
  if (after > paid - back)
    throw invalid(
      `The credit note amount (${money(total, currency)}) is greater than what is left to credit ` +
        `on this invoice (${money(left, currency)}).`,
      { param: "amount" },
    );
}

/** What the customer had below zero was theirs. */
function fromBalance({ starting_balance: before, ending_balance: after }: Invoice): number {
  return Math.max(0, (after ?? 0) - before);
}

/** What was paid comes back as credit, as money, or out of our sight. */
export function requireGivenBack(
  { currency }: Invoice,
  {
    credit_amount: credit = 0,
    refund_amount: refund = 0,
    out_of_band_amount: out = 0,
  }: CreditNoteWish,
  after: number,
  refunded: number,
) {
  const back = credit + refund + out + refunded;
  if (back !== after)
    throw invalid(
      `The sum of credit amount, refund amount and out of band amount (${money(back, currency)}) ` +
        `must equal the credit note amount (${money(after, currency)}).`,
    );
}
