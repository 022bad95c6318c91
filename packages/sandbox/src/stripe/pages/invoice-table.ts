import { html } from "hono/html";
import type { Invoice } from "../books/shapes.ts";
import { money } from "../money.ts";
import type { Html } from "./page.ts";
import { day, invoiceStatus } from "./words.ts";

const TONES: Record<string, string> = { paid: "good", open: "bad" };

/** Bills in the order given, each with a link to more about it. */
export function invoiceTable(invoices: Invoice[], href: (invoice: Invoice) => string): Html {
  if (invoices.length === 0) return html`<div class="card quiet">There are no invoices yet.</div>`;
  return html`<div class="card list">
    <table>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col" class="wide">Number</th>
          <th scope="col">Status</th>
          <th scope="col" class="number">Amount</th>
        </tr>
      </thead>
      <tbody>
        ${invoices.map(
          (invoice) =>
            html`<tr>
              <th scope="row"><a href="${href(invoice)}">${day(invoice.created)}</a></th>
              <td class="wide">${invoice.number ?? "–"}</td>
              <td>
                <span class="tag ${TONES[invoice.status ?? ""] ?? ""}"
                  >${invoiceStatus(invoice)}</span
                >
              </td>
              <td class="number">${money(invoice.total, invoice.currency)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
