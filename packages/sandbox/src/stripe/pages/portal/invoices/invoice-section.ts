import { html } from "hono/html";
import { invoiceTable } from "../../invoice-table.ts";
import type { Html } from "../../page.ts";
import type { Visit } from "../visit.ts";

const AT_FIRST = 10;

/** The newest bills, and more of them for whoever asks. */
export function invoiceSection({ invoices, root }: Visit, query: URLSearchParams): Html {
  const shown = Math.max(AT_FIRST, Number(query.get("invoices")) || 0);
  return html`<section aria-labelledby="invoices">
    <h2 id="invoices">Invoices</h2>
    ${invoiceTable(invoices.slice(0, shown), ({ id }) => `${root}/invoices/${id}`)}
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
