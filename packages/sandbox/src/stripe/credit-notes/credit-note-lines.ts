import type Stripe from "stripe";
import { z } from "zod";
import { newId } from "../books/ids.ts";
import type { CreditNoteLine, Invoice } from "../books/shapes.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { decimal, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { missing, missingParam } from "../problem.ts";

export const creditLine = z.strictObject({
  amount: whole.optional(),
  description: text.optional(),
  invoice_line_item: text.optional(),
  metadata: metadata.optional(),
  quantity: whole.optional(),
  type: oneOf(["custom_line_item", "invoice_line_item"]),
  unit_amount: whole.optional(),
  unit_amount_decimal: decimal.optional(),
});

type Wish = z.infer<typeof creditLine>;

/** What a credit note takes back, line by line. */
export function creditLines(invoice: Invoice, asked: Wish[]): CreditNoteLine[] {
  return asked.map((each, place) => {
    const at = (field: string) => `lines[${place}][${field}]`;
    const line =
      each.type === "custom_line_item" ? customLine(each, at) : backFrom(invoice, each, at);
    return { ...line, metadata: mergeMetadata({}, each.metadata) };
  });
}

/** A sum, for nothing in particular. */
export function plainLine(amount: number): CreditNoteLine {
  return newLine({
    amount,
    description: null,
    quantity: 1,
    unit: amount,
    type: "custom_line_item",
  });
}

function customLine(asked: Wish, at: (field: string) => string): CreditNoteLine {
  const { description, quantity = 1, unit_amount, unit_amount_decimal } = asked;
  const unit = unit_amount ?? unit_amount_decimal ?? asked.amount;
  if (description === undefined) throw missingParam(at("description"));
  if (unit === undefined) throw missingParam(at("unit_amount"));
  const amount = asked.amount ?? Math.round(unit * quantity);
  return newLine({ amount, description, quantity, unit, type: "custom_line_item" });
}

/** A part of a bill's line takes back as much of its discounts and taxes. */
function backFrom(invoice: Invoice, asked: Wish, at: (field: string) => string): CreditNoteLine {
  const { invoice_line_item: id, quantity } = asked;
  if (id === undefined) throw missingParam(at("invoice_line_item"));
  const line = invoice.lines.data.find((each) => each.id === id);
  if (!line) throw missing("invoice line item", id, { param: at("invoice_line_item") });
  const unit = line.amount / (line.quantity ?? 1);
  const amount =
    asked.amount ?? (quantity === undefined ? line.amount : Math.round(unit * quantity));
  const share = (whole: number | null) =>
    line.amount === 0 ? 0 : Math.round(((whole ?? 0) * amount) / line.amount);
  const bare = newLine({
    amount,
    description: asked.description ?? line.description,
    quantity: quantity ?? line.quantity,
    unit,
    type: "invoice_line_item",
  });
  const discount_amounts = (line.discount_amounts ?? []).map((each) => ({
    ...each,
    amount: share(each.amount),
  }));
  return {
    ...bare,
    discount_amount: discount_amounts.reduce((sum, each) => sum + each.amount, 0),
    discount_amounts,
    invoice_line_item: id,
    taxes: (line.taxes ?? []).map((tax) => ({
      ...tax,
      amount: share(tax.amount),
      taxable_amount: share(tax.taxable_amount),
    })),
  };
}

interface Line {
  amount: number;
  description: string | null;
  quantity: number | null;
  unit: number;
  type: Stripe.CreditNoteLineItem.Type;
}

function newLine({ amount, description, quantity, unit, type }: Line): CreditNoteLine {
  return {
    id: newId("cnli"),
    object: "credit_note_line_item",
    amount,
    description,
    discount_amount: 0,
    discount_amounts: [],
    livemode: false,
    metadata: {},
    pretax_credit_amounts: [],
    quantity,
    tax_rates: [],
    taxes: [],
    type,
    unit_amount: Number.isInteger(unit) ? unit : null,
    unit_amount_decimal: String(unit),
  };
}
