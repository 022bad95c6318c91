import { html } from "hono/html";
import type { Subscription, SubscriptionItem } from "../../books/shapes.ts";
import { money } from "../../money.ts";
import type { Html } from "../page.ts";
import { outlook, rhythm, statusOf } from "../words.ts";
import { may, type Step } from "./permits.ts";
import type { Visit } from "./visit.ts";

export type NameOf = (plan: Subscription) => string;

/** Each plan, and what can be done with it. */
export function planSection(visit: Visit, nameOf: NameOf): Html {
  const { subscriptions } = visit;
  return html`<section aria-labelledby="plan">
    <h2 id="plan">${subscriptions.length > 1 ? "Your plans" : "Current plan"}</h2>
    ${
      subscriptions.length === 0
        ? html`<div class="card quiet">There is no plan yet.</div>`
        : subscriptions.map((each) => planCard(visit, each, nameOf(each)))
    }
  </section>`;
}

function planCard(visit: Visit, plan: Subscription, name: string) {
  const tone = plan.cancel_at === null && !plan.pause_collection ? TONES[plan.status] : "warn";
  const becomes = plan.cancel_at === null && visit.becoming.get(plan.id);
  return html`<article class="card row">
    <div>
      <div class="title">
        <h3>${name}</h3>
        <span class="tag ${plan.ended_at === null ? tone : ""}">${statusOf(plan)}</span>
      </div>
      ${plan.items.data.map(itemPrice)}
      <p class="quiet">${outlook(plan)} ${becomes && `Then it becomes ${becomes}.`}</p>
    </div>
    ${actions(visit, plan, name)}
  </article>`;
}

function itemPrice(item: SubscriptionItem) {
  const { price, quantity = 1 } = item;
  const each = price.unit_amount ?? 0;
  return html`<p class="price">${money(each * quantity, price.currency)} ${rhythm(item)}</p>
    ${quantity > 1 && html`<p class="quiet">${quantity} at ${money(each, price.currency)}</p>`}`;
}

const TONES: Record<string, string> = {
  active: "good",
  trialing: "good",
  past_due: "bad",
  unpaid: "bad",
};

const ACTIONS: { step: Step; words: string; look?: string }[] = [
  { step: "update", words: "Change plan", look: "main" },
  { step: "unpause", words: "Continue plan", look: "main" },
  { step: "renew", words: "Renew plan", look: "main" },
  { step: "pause", words: "Pause plan" },
  { step: "cancel", words: "Cancel plan" },
];

function actions(visit: Visit, { id }: Subscription, name: string) {
  const offered = ACTIONS.filter(({ step }) => may(visit, step, id));
  if (offered.length === 0) return "";
  return html`<div class="stack">
    ${offered.map(
      ({ step, words, look = "" }) =>
        html`<a
          class="button ${look}"
          href="${visit.root}/plans/${id}/${step}"
          aria-label="${words}: ${name}"
          >${words}</a
        >`,
    )}
  </div>`;
}
