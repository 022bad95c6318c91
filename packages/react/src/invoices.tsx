import { day, money } from "@portico/billing/words";
import type { BillingView } from "./trpc.ts";
import { invoiceStatusInWords, words } from "./words.ts";

export function Invoices({ view: { invoices } }: { view: BillingView }) {
  return (
    <section className="portico-section" aria-labelledby="portico-invoices">
      <h2 id="portico-invoices">{words.invoices}</h2>
      {invoices.length === 0 ? (
        <p>{words.noInvoices}</p>
      ) : (
        <ul className="portico-invoices">
          {invoices.map((invoice) => (
            <li key={invoice.id}>
              <time dateTime={invoice.createdAt}>{day(invoice.createdAt)}</time>
              <span className="portico-number">{invoice.number ?? words.draftInvoice}</span>
              <span className="portico-invoice-status" data-status={invoice.status}>
                {invoiceStatusInWords(invoice)}
              </span>
              <span className="portico-amount">{money(invoice.total, invoice.currency)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
