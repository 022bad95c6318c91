import { html } from "hono/html";
import type Stripe from "stripe";
import type { Html } from "../../page.ts";
import { cardName, expiryWords } from "../../words.ts";
import { chargedCard, type Visit } from "../visit.ts";

/** All cards, the one that is charged first. */
export function cardSection(visit: Visit): Html {
  const { cards, configuration, root } = visit;
  const charged = chargedCard(visit);
  const mayChange = configuration.features.payment_method_update.enabled;
  const sorted = cards.toSorted(
    (one, other) => Number(other === charged) - Number(one === charged),
  );
  return html`<section aria-labelledby="cards">
    <h2 id="cards">Payment method</h2>
    <div class="card">
      ${
        cards.length === 0
          ? html`<p class="quiet">No card yet.</p>`
          : html`<ul class="plain">
              ${sorted.map((each) => row(root, each, each === charged, mayChange))}
            </ul>`
      }
      ${mayChange && html`<p><a class="button" href="${root}/cards/new">Add a card</a></p>`}
    </div>
  </section>`;
}

function row(
  root: string,
  { id, card }: Stripe.PaymentMethod,
  charged: boolean,
  mayChange: boolean,
) {
  if (!card) return "";
  const name = cardName(card);
  return html`<li class="row">
    <div>
      <div class="title">${name} ${charged && html`<span class="tag good">Default</span>`}</div>
      <p class="quiet">${expiryWords(card)}</p>
    </div>
    ${
      mayChange &&
      html`<form class="actions" method="post" action="${root}/cards/${id}/charge">
        ${!charged && html`<button class="button" aria-label="Make ${name} the default">Make default</button>`}
        <a class="button" href="${root}/cards/${id}/remove" aria-label="Remove ${name}">Remove</a>
      </form>`
    }
  </li>`;
}
