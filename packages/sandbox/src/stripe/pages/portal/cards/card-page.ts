import { html } from "hono/html";
import { cardFields } from "../../card-form.ts";
import type { Html } from "../../page.ts";
import type { CardTrouble } from "../../read-card.ts";
import { cardName } from "../../words.ts";
import { leaving, portalPage } from "../portal-page.ts";
import { chargedCard, type Visit } from "../visit.ts";

/** Where a card is typed. A deep link asks for the one to be charged, so it does not ask which. */
export function cardPage(visit: Visit, trouble?: CardTrouble): Html {
  const current = chargedCard(visit)?.card;
  const title = current && visit.flow ? "Change your card" : "Add a card";
  return portalPage(
    visit,
    trouble ? `Please check: ${title}` : title,
    html`<h1>${title}</h1>
      <form method="post" action="${visit.root}/cards/new" class="card">
        ${current && html`<p>Default card: ${cardName(current)}.</p>`} ${cardFields(trouble)}
        ${
          current &&
          !visit.flow &&
          html`<label class="choice">
            <input type="checkbox" name="charged" value="yes" checked />Make this card the default
          </label>`
        }
        <div class="actions">
          <button class="button main">Save card</button>
          ${leaving(visit)}
        </div>
      </form>`,
  );
}
