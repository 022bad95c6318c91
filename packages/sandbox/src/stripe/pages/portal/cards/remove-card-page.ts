import { html } from "hono/html";
import type Stripe from "stripe";
import type { Html } from "../../page.ts";
import { cardName } from "../../words.ts";
import { leaving, portalPage } from "../portal-page.ts";
import { chargedCard, type Visit } from "../visit.ts";

export function removePage(visit: Visit, { id, card }: Stripe.PaymentMethod): Html {
  const name = card ? cardName(card) : "card";
  const charged = chargedCard(visit)?.id === id;
  return portalPage(
    visit,
    `Remove ${name}`,
    html`<h1>Remove ${name}?</h1>
      <form method="post" action="${visit.root}/cards/${id}/remove" class="card">
        <p>
          ${
            charged
              ? "This card is the one that is charged. Without it the next payment fails, unless you choose another."
              : "It is not charged any more, and you can add it again."
          }
        </p>
        <div class="actions">
          <button class="button end">Remove card</button>
          ${leaving(visit, "Keep card")}
        </div>
      </form>`,
  );
}
