import { html } from "hono/html";
import { BUSINESS } from "../account.ts";
import type { Invoice } from "../shapes.ts";
import type { Html } from "./page.ts";
import { day, invoiceStatus, money } from "./words.ts";

export function invoiceTitle({ number, id }: Invoice): string {
  return `Invoice ${number ?? id}`;
}

/** One invoice, plain enough to print. */
export function invoiceSheet(invoice: Invoice): Html {
  const { currency, status_transitions: at } = invoice;
  return html`<h1>${invoiceTitle(invoice)}</h1>
    <section class="card">
      <dl>
        <dt>From</dt>
        <dd>${BUSINESS}</dd>
        <dt>To</dt>
        <dd>${invoice.customer_name ?? invoice.customer_email ?? "–"}</dd>
        <dt>Date</dt>
        <dd>${day(invoice.created)}</dd>
        <dt>Status</dt>
        <dd>${invoiceStatus(invoice)}${at.paid_at !== null && ` on ${day(at.paid_at)}`}</dd>
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
          ${invoice.lines.data.map(
            ({ description, period, amount }) =>
              html`<tr>
                <td>
                  ${description}
                  <div class="quiet">${day(period.start)} to ${day(period.end)}</div>
                </td>
                <td class="number">${money(amount, currency)}</td>
              </tr>`,
          )}
          <tr class="total">
            <th scope="row">Total</th>
            <td class="number">${money(invoice.total, currency)}</td>
          </tr>
          <tr>
            <th scope="row">Paid</th>
            <td class="number">${money(invoice.amount_paid, currency)}</td>
          </tr>
          ${
            invoice.amount_remaining > 0 &&
            html`<tr class="total">
              <th scope="row">Still to pay</th>
              <td class="number">${money(invoice.amount_remaining, currency)}</td>
            </tr>`
          }
        </tbody>
      </table>
    </section>`;
}
