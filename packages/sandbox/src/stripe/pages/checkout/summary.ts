import { html } from "hono/html";
import { BUSINESS } from "../../account.ts";
import type { LineItem } from "../../books/shapes.ts";
import { money } from "../../money.ts";
import type { Html } from "../page.ts";
import { rhythm } from "../words.ts";
import type { Checkout } from "./checkout.ts";
import { headlineOf, lineCost, trialEndOf } from "./price-words.ts";
import { promotion } from "./promotion.ts";
import type { Trouble } from "./read-payer.ts";

/** What is bought, what it comes to, and the way back. */
export function summary(checkout: Checkout, trouble: Trouble | undefined): Html {
  const { session } = checkout;
  const { title, price, more } = headlineOf(checkout);
  return html`<header class="order">
    <div class="brand"><span aria-hidden="true">${BUSINESS.slice(0, 1)}</span>${BUSINESS}</div>
    <h1>${title}</h1>
    ${price && html`<p class="amount">${price}</p>`} ${more && html`<p class="quiet">${more}</p>`}
    ${session.mode !== "setup" && html`${lineList(checkout)} ${promotion(checkout, trouble)} ${totals(checkout)}`}
    ${session.cancel_url && html`<p><a class="back" href="${session.cancel_url}">← Back to ${BUSINESS}</a></p>`}
  </header>`;
}

function lineList(checkout: Checkout) {
  return html`<form method="post" action="${checkout.root}/quantities" class="lines">
    <ul>
      ${checkout.lines.map((line) => html`<li>${lineOf(checkout, line)}</li>`)}
    </ul>
  </form>`;
}

function totals({ session }: Checkout) {
  const currency = session.currency ?? "usd";
  const { amount_discount: off = 0, amount_tax: tax = 0 } = session.total_details ?? {};
  return html`<dl class="totals">
    ${
      off + tax > 0 &&
      html`<dt>Subtotal</dt>
        <dd>${money(session.amount_subtotal ?? 0, currency)}</dd>`
    }
    ${
      off > 0 &&
      html`<dt>Discount</dt>
        <dd>−${money(off, currency)}</dd>`
    }
    ${
      tax > 0 &&
      html`<dt>Tax</dt>
        <dd>${money(tax, currency)}</dd>`
    }
    <dt class="due">Due today</dt>
    <dd class="due">${money(session.amount_total ?? 0, currency)}</dd>
  </dl>`;
}

function lineOf(checkout: Checkout, line: LineItem) {
  const { description, currency } = line;
  return html`<div class="row">
      <span>${description}</span>
      <span class="number">${money(lineCost(line), currency)}</span>
    </div>
    <p class="quiet">${rateOf(checkout, line)}</p>
    ${quantityOf(checkout, line)}`;
}

function rateOf(checkout: Checkout, { price, quantity, currency }: LineItem): string {
  const every = price.recurring ? rhythm({ price }) : "";
  const many =
    quantity === 1 ? "" : `${quantity} at ${money(Number(price.unit_amount_decimal), currency)} `;
  const later = price.recurring && trialEndOf(checkout) !== undefined ? ", after the trial" : "";
  return `${many}${every}${later}`;
}

/** What was begun to be paid is not changed any more. */
function quantityOf({ order }: Checkout, line: LineItem) {
  const { id, description, quantity, adjustable_quantity: bounds } = line;
  if (!bounds || order.begun) return "";
  return html`<div class="quantity">
    <label for="${id}">Quantity<span class="unseen"> of ${description}</span></label>
    <input
      id="${id}"
      name="${id}"
      type="number"
      inputmode="numeric"
      min="${bounds.minimum}"
      max="${bounds.maximum}"
      value="${quantity}"
      required
    />
    <button class="button">Update</button>
  </div>`;
}
