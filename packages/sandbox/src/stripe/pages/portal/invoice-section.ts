import { html } from "hono/html";
import type { Html } from "../page.ts";
import { day, invoiceStatus, money } from "../words.ts";
import type { Visit } from "./visit.ts";

const AT_FIRST = 10;

/** The newest bills, and more of them for whoever asks. */
export function invoiceSection({ invoices, root }: Visit, query: URLSearchParams): Html {
  const shown = Math.max(AT_FIRST, Number(query.get("invoices")) || 0);
  return html`<section aria-labelledby="invoices">
    <h2 id="invoices">Invoices</h2>
    <div class="card list">
      ${
        invoices.length === 0
          ? html`<p class="quiet">There are no invoices yet.</p>`
          : html`<table>
              <thead>
                <tr>
                  <th scope="col">Date</th>
                  <th scope="col" class="wide">Number</th>
                  <th scope="col">Status</th>
                  <th scope="col" class="number">Amount</th>
                </tr>
              </thead>
              <tbody>
                ${invoices.slice(0, shown).map(
                  (invoice) =>
                    html`<tr>
                      <th scope="row">
                        <a href="${root}/invoices/${invoice.id}">${day(invoice.created)}</a>
                      </th>
                      <td class="wide">${invoice.number}</td>
                      <td>
                        <span class="tag ${INVOICE_TONES[invoice.status ?? ""] ?? ""}"
                          >${invoiceStatus(invoice)}</span
                        >
                      </td>
                      <td class="number">${money(invoice.total, invoice.currency)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </div>
    ${
      invoices.length > shown &&
      html`<p>
        <a class="button" href="${root}/home?invoices=${shown + AT_FIRST * 2}#invoices"
          >Show more</a
        >
        <span class="quiet">${shown} of ${invoices.length}</span>
      </p>`
    }
  </section>`;
}

const INVOICE_TONES: Record<string, string> = { paid: "good", open: "bad" };
