import { html } from "hono/html";
import type { Subscription } from "../../../books/shapes.ts";
import type { Html } from "../../page.ts";
import { REASON_WORDS, day } from "../../words.ts";
import { leaving, portalPage } from "../portal-page.ts";
import type { Visit } from "../visit.ts";

/** Asks once more, and for a reason where the configuration wants one. */
export function cancelPage(visit: Visit, subscription: Subscription, plan: string): Html {
  const { mode, cancellation_reason: reason } = visit.configuration.features.subscription_cancel;
  const end = subscription.items.data[0]?.current_period_end;
  const words =
    mode === "immediately" || end === undefined
      ? "The plan ends now."
      : `The plan stays yours until ${day(end)} and is not renewed. Until then you can change your mind.`;
  return portalPage(
    visit,
    `Cancel ${plan}`,
    html`<h1>Cancel ${plan}?</h1>
      <form method="post" action="${visit.root}/plans/${subscription.id}/cancel" class="card">
        <p>${words}</p>
        ${
          reason.enabled &&
          html`<fieldset>
              <legend>Why do you cancel? You need not say.</legend>
              ${reason.options.map(
                (option) =>
                  html`<label class="choice">
                    <input
                      type="radio"
                      name="feedback"
                      value="${option}"
                    />${REASON_WORDS[option] ?? option}
                  </label>`,
              )}
            </fieldset>
            <label for="comment">
              What could be better? <span class="quiet">(optional)</span>
            </label>
            <textarea id="comment" name="comment" rows="3" maxlength="1000"></textarea>`
        }
        <div class="actions">
          <button class="button end">Cancel plan</button>
          ${leaving(visit, "Keep plan")}
        </div>
      </form>`,
  );
}
