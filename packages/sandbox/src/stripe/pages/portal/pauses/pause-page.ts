import { html } from "hono/html";
import type { Subscription } from "../../../books/shapes.ts";
import { later } from "../../../calendar.ts";
import type { Html } from "../../page.ts";
import { day, spanWords } from "../../words.ts";
import { leaving, portalPage } from "../portal-page.ts";
import type { Visit } from "../visit.ts";

export function pausePage(visit: Visit, { id }: Subscription, plan: string): Html {
  const { duration } = visit.configuration.features.subscription_pause;
  return portalPage(
    visit,
    `Pause ${plan}`,
    html`<h1>Pause ${plan}?</h1>
      <form method="post" action="${visit.root}/plans/${id}/pause" class="card">
        <p>
          While the plan is paused you are not charged.
          ${duration.type === "indefinite" && "It stays paused until you let it go on."}
        </p>
        ${
          duration.type === "interval_options" &&
          html`<fieldset>
            <legend>For how long?</legend>
            ${duration.interval_options.map(
              ({ interval, interval_count: count }, place) =>
                html`<label class="choice">
                  <input
                    type="radio"
                    name="duration"
                    value="${place}"
                    required
                    ${place === 0 && "checked"}
                  /><span
                    >${spanWords(interval, count)}
                    <span class="quiet">until ${day(later(visit.now, interval, count))}</span></span
                  >
                </label>`,
            )}
          </fieldset>`
        }
        <div class="actions">
          <button class="button main">Pause plan</button>
          ${leaving(visit)}
        </div>
      </form>`,
  );
}

export function unpausePage(visit: Visit, { id }: Subscription, plan: string): Html {
  return portalPage(
    visit,
    `Continue ${plan}`,
    html`<h1>Continue ${plan}?</h1>
      <form method="post" action="${visit.root}/plans/${id}/unpause" class="card">
        <p>The plan goes on now, and you are charged as before.</p>
        <div class="actions">
          <button class="button main">Continue plan</button>
          ${leaving(visit)}
        </div>
      </form>`,
  );
}
