import type { InvoiceItem } from "../books/shapes.ts";

/** When it was made is ours alone: Stripe calls it `date`. */
export function invoiceItemJson({ created: _, ...item }: InvoiceItem) {
  return item;
}
