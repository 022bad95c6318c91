import { html } from "hono/html";
import type { Invoice } from "../../books/shapes.ts";
import type { Html } from "../page.ts";
import { factsOf, invoiceTitle, isStrong, linesOf, totalsOf } from "./invoice-words.ts";

/** One invoice, plain enough to print. */
export function invoiceSheet(invoice: Invoice): Html {
  return html`<h1>${invoiceTitle(invoice)}</h1>
    <section class="card">
      <dl>
        ${factsOf(invoice).map(
          ([name, words]) =>
            html`<dt>${name}</dt>
              <dd>${words}</dd>`,
        )}
      </dl>
    </section>
    <section class="card list">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" class="number">Amount</th>
          </tr>
        </thead>
        <tbody>
          ${linesOf(invoice).map(
            ({ words, when, amount }) =>
              html`<tr>
                <td>
                  ${words}
                  <div class="quiet">${when}</div>
                </td>
                <td class="number">${amount}</td>
              </tr>`,
          )}
          ${totalsOf(invoice).map(
            ([name, amount]) =>
              html`<tr class="${isStrong(name) && "total"}">
                <th scope="row">${name}</th>
                <td class="number">${amount}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
}
