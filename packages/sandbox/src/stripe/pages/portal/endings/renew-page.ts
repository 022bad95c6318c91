import { html } from "hono/html";
import type { Subscription } from "../../../books/shapes.ts";
import type { Html } from "../../page.ts";
import { day } from "../../words.ts";
import { portalPage } from "../portal-page.ts";
import type { Visit } from "../visit.ts";

export function renewPage(visit: Visit, subscription: Subscription, plan: string): Html {
  const end = subscription.items.data[0]?.current_period_end;
  return portalPage(
    visit,
    `Renew ${plan}`,
    html`<h1>Renew ${plan}?</h1>
      <form method="post" class="card">
        <p>
          The plan goes on as before. ${end !== undefined && `The next payment is on ${day(end)}.`}
        </p>
        <div class="actions">
          <button class="button main">Renew plan</button>
          <a class="button" href="${visit.root}/home">Back</a>
        </div>
      </form>`,
  );
}
