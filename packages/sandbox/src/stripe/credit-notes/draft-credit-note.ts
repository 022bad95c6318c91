import { z } from "zod";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { CreditNote, CreditNoteLine, Invoice } from "../books/shapes.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { listOf, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { totalTaxes } from "../taxes/line-taxes.ts";
import { requireGivenBack, requireLeft } from "./credit-limits.ts";
import { creditLine, creditLines, plainLine } from "./credit-note-lines.ts";

export const creditNoteWish = {
  amount: whole.optional(),
  credit_amount: whole.optional(),
  effective_at: whole.optional(),
  email_type: oneOf(["credit_note", "none"]).optional(),
  invoice: text,
  lines: listOf(creditLine).optional(),
  memo: text.optional(),
  metadata: metadata.optional(),
  out_of_band_amount: whole.optional(),
  reason: oneOf(["duplicate", "fraudulent", "order_change", "product_unsatisfactory"]).optional(),
  refund_amount: whole.optional(),
  refunds: listOf(z.strictObject({ amount_refunded: whole.optional(), refund: text })).optional(),
};

export type CreditNoteWish = z.infer<z.ZodObject<typeof creditNoteWish>>;

/** The credit note as it would be, with nothing written down. */
export function draftCreditNote(books: Books, asked: CreditNoteWish): CreditNote {
  const invoice = books.invoices.get(asked.invoice, { param: "invoice" });
  if (!["open", "paid", "uncollectible"].includes(invoice.status ?? ""))
    throw invalid("You can only create credit notes for finalized invoices that are not void.");
  const lines = linesAsked(invoice, asked);
  const taxes = totalTaxes(lines);
  const subtotal = sumOf(lines, ({ amount }) => amount);
  const off = sumOf(lines, ({ discount_amount }) => discount_amount);
  const onTop = sumOf(taxes, (tax) => (tax.tax_behavior === "exclusive" ? tax.amount : 0));
  const within = sumOf(taxes, (tax) => (tax.tax_behavior === "inclusive" ? tax.amount : 0));
  const total = subtotal - off + onTop;
  const before = invoice.status === "paid" ? 0 : Math.min(total, invoice.amount_remaining);
  const after = total - before;
  requireLeft(invoice, total, after);
  const refunds = refundsAsked(books, asked);
  const refunded = sumOf(refunds, (each) => each.amount_refunded);
  requireGivenBack(invoice, asked, after, refunded);
  const id = books.creditNotes.newId();
  return {
    id,
    object: "credit_note",
    amount: total,
    amount_shipping: 0,
    created: books.now(),
    currency: invoice.currency,
    customer: invoice.customer ? idOf(invoice.customer) : "",
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: off,
    discount_amounts: lines.flatMap((line) => line.discount_amounts),
    effective_at: asked.effective_at ?? books.now(),
    invoice: invoice.id,
    lines: {
      object: "list",
      data: lines,
      has_more: false,
      total_count: lines.length,
      url: `/v1/credit_notes/${id}/lines`,
    },
    livemode: false,
    memo: asked.memo ?? null,
    metadata: mergeMetadata({}, asked.metadata),
    number: nextNumber(books, invoice),
    out_of_band_amount: asked.out_of_band_amount ?? null,
    pdf: `${books.publicUrl}/i/${invoice.id}`,
    post_payment_amount: after,
    pre_payment_amount: before,
    pretax_credit_amounts: [],
    reason: asked.reason ?? null,
    refunds,
    shipping_cost: null,
    status: "issued",
    subtotal,
    subtotal_excluding_tax: subtotal - within,
    total,
    total_excluding_tax: total - onTop - within,
    total_taxes: taxes,
    type: before > 0 && after > 0 ? "mixed" : before > 0 ? "pre_payment" : "post_payment",
    voided_at: null,
  };
}

function linesAsked(invoice: Invoice, asked: CreditNoteWish): CreditNoteLine[] {
  const { amount, lines } = asked;
  if (amount !== undefined && lines)
    throw invalid("You may only specify one of these parameters: amount, lines.");
  if (lines && lines.length > 0) return creditLines(invoice, lines);
  if (amount === undefined)
    throw invalid("You must specify at least one of these parameters: amount, lines.");
  return [plainLine(amount)];
}

function refundsAsked(books: Books, { refunds = [] }: CreditNoteWish): CreditNote["refunds"] {
  return refunds.map(({ amount_refunded, refund: id }, place) => {
    const { amount } = books.refunds.get(id, { param: `refunds[${place}][refund]` });
    const refunded = amount_refunded ?? amount;
    return { amount_refunded: refunded, payment_record_refund: null, refund: id, type: "refund" };
  });
}

function nextNumber({ creditNotes }: Books, { id, number }: Invoice): string {
  const made = creditNotes.all().filter(({ invoice }) => idOf(invoice) === id);
  return `${number ?? ""}-CN-${String(made.length + 1).padStart(2, "0")}`;
}

function sumOf<Item>(all: Item[], of: (item: Item) => number): number {
  return all.reduce((sum, each) => sum + of(each), 0);
}
