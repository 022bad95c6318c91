import { html } from "hono/html";
import type { Invoice } from "../../../books/shapes.ts";
import { money } from "../../../money.ts";
import { invoiceTitle } from "../../invoice/invoice-words.ts";
import type { Html } from "../../page.ts";
import { cardName, expiryWords } from "../../words.ts";
import { leaving, portalPage } from "../portal-page.ts";
import { chargedCard, type Visit } from "../visit.ts";

interface Tried {
  problem: string | undefined;
  chosen: string | undefined;
}

/** An open bill, and the cards it can be paid by. */
export function payPage(visit: Visit, invoice: Invoice, { problem, chosen }: Tried): Html {
  const amount = money(invoice.amount_remaining, invoice.currency);
  const usual = chosen ?? (chargedCard(visit) ?? visit.cards[0])?.id;
  const adds = visit.configuration.features.payment_method_update.enabled;
  return portalPage(
    visit,
    `Pay ${amount}`,
    html`<h1>Pay ${amount}</h1>
      ${problem && html`<p class="notice bad" role="alert">${problem}</p>`}
      <form method="post" action="${visit.root}/invoices/${invoice.id}/pay" class="card">
        <p>
          <a href="${visit.root}/invoices/${invoice.id}">${invoiceTitle(invoice)}</a> is not paid
          yet.
        </p>
        ${
          visit.cards.length > 0 &&
          html`<fieldset>
            <legend>Card</legend>
            ${visit.cards.map(
              ({ id, card }) =>
                card &&
                html`<label class="choice">
                  <input type="radio" name="card" value="${id}" ${id === usual && "checked"} />
                  <span>${cardName(card)} <span class="quiet">${expiryWords(card)}</span></span>
                </label>`,
            )}
          </fieldset>`
        }
        <div class="actions">
          ${visit.cards.length > 0 && html`<button class="button main">Pay ${amount}</button>`}
          ${adds && html`<a class="button" href="${visit.root}/cards/new">Add a card</a>`}
          ${leaving(visit)}
        </div>
      </form>`,
  );
}
