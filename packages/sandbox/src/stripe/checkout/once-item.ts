import type { Books } from "../books.ts";
import { newInvoiceItem } from "../create-invoice-item.ts";
import type { InvoiceItem } from "../shapes.ts";
import type { OrderLine } from "./order.ts";

/** What is bought once, as a bill has it. */
export function onceItem(
  books: Books,
  customer: string,
  { price, quantity }: OrderLine,
): InvoiceItem {
  return newInvoiceItem(books, { customer, quantity }, books.prices.get(price, { param: "price" }));
}
