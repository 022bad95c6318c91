import { html } from "hono/html";
import type Stripe from "stripe";
import type { Invoice } from "../../books/shapes.ts";
import { money } from "../../money.ts";
import { cardFields } from "../card-form.ts";
import { type Html, sheetPage } from "../page.ts";
import type { CardTrouble } from "../read-card.ts";
import { cardName } from "../words.ts";
import { invoiceSheet } from "./invoice-sheet.ts";
import { invoiceTitle } from "./invoice-words.ts";

export interface Payable {
  invoice: Invoice;
  /** Kept by the customer. */
  cards: Stripe.PaymentMethod[];
  /** The newest attempt to pay it failed. */
  failed: boolean;
}

/** An invoice at its own address: to read, to keep, to pay. */
export function hostedPage({ invoice, cards, failed }: Payable, trouble?: CardTrouble): Html {
  const title = invoiceTitle(invoice);
  return sheetPage(
    trouble ? `Please check: ${title}` : title,
    html`${
        failed &&
        html`<p class="notice bad" role="alert">
          The last attempt to pay was declined. Use another card.
        </p>`
      }
      ${invoiceSheet(invoice)}
      <p><a href="/i/${invoice.id}/pdf">Download as PDF</a></p>
      ${isOpen(invoice) && payment(invoice, cards, trouble)}`,
  );
}

export function isOpen({ status }: Invoice): boolean {
  return status === "open" || status === "uncollectible";
}

function payment(invoice: Invoice, cards: Stripe.PaymentMethod[], trouble?: CardTrouble) {
  const amount = money(invoice.amount_remaining, invoice.currency);
  const action = `/i/${invoice.id}`;
  return html`<section class="payment" aria-labelledby="pay">
    <h2 id="pay">Pay ${amount}</h2>
    ${cards.map(
      ({ id, card }) =>
        card &&
        html`<form method="post" action="${action}" class="card row">
          <div>${cardName(card)}</div>
          <button class="button" name="card" value="${id}">Pay with this card</button>
        </form>`,
    )}
    <form method="post" action="${action}" class="card">
      ${cardFields(trouble)}
      <div class="actions"><button class="button main">Pay ${amount}</button></div>
    </form>
  </section>`;
}
