import type { Books } from "../books/books.ts";
import type { InvoiceItem } from "../books/shapes.ts";
import { newInvoiceItem } from "../invoices/new-invoice-item.ts";
import type { OrderLine } from "./order.ts";

/** What is bought once, as a bill has it. */
export function onceItem(
  books: Books,
  customer: string,
  { price: named, quantity, taxRates }: OrderLine,
): InvoiceItem {
  const price = books.prices.get(named, { param: "price" });
  const item = newInvoiceItem(books, { customer, quantity }, price);
  return {
    ...item,
    tax_rates: taxRates.map((id) => books.taxRates.get(id, { param: "tax_rates" })),
  };
}
