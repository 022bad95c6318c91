import { type Database, mirrorRowsOf, paidInvoicesWith } from "@portico/db";
import type { PaidInvoices } from "./grants-for.ts";

/** The paid invoices that name one of these products, and bill a time that is not over for long. */
export async function invoicesPaidFor(tx: Database, products: string[]): Promise<PaidInvoices[]> {
  const found = await paidInvoicesWith(tx, products);
  const rows = await mirrorRowsOf(tx, [...new Set(found.map(({ customer }) => customer))]);
  return found.map(({ organization, customer, id, says }) => ({
    organization,
    invoices: says.kind === "invoice" ? [{ id, ...says }] : [],
    rows: rows.filter(({ customerId }) => customerId === customer),
  }));
}
