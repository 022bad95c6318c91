import { html } from "hono/html";
import type { Subscription } from "../../shapes.ts";
import type { Html } from "../page.ts";
import { portalPage } from "./portal-page.ts";
import type { Visit } from "./visit.ts";
import { REASON_WORDS, day } from "../words.ts";

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
      <form method="post" class="card">
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
          </fieldset>`
        }
        <div class="actions">
          <button class="button end">Cancel plan</button>
          <a class="button" href="${visit.root}/home">Keep plan</a>
        </div>
      </form>`,
  );
}

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

/** Where a deep link ends that asks for a word of confirmation. */
export function donePage(visit: Visit): Html {
  const words = visit.link.flow?.after_completion.hosted_confirmation?.custom_message;
  return portalPage(
    visit,
    "Done",
    html`<h1>Done</h1>
      <p class="card">${words ?? "Your change is saved."}</p>
      <p><a href="${visit.root}/home">See all of billing</a></p>`,
  );
}
