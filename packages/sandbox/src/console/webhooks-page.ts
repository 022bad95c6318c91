import { html } from "hono/html";
import type { Books } from "../stripe/books/books.ts";
import type { WebhookEndpoint } from "../stripe/books/shapes.ts";
import { DAY } from "../stripe/calendar.ts";
import { activeSecrets } from "../stripe/webhooks/signing-secrets.ts";
import type { View } from "./frame.ts";

/** For how long an old secret signs beside the new one, in seconds. */
export const OVERLAPS = [
  { words: "End the old one at once", seconds: 0 },
  { words: "Keep the old one for an hour", seconds: 60 * 60 },
  { words: "Keep the old one for a day", seconds: DAY },
];

/** Who is told, and what they believe it by. */
export function webhooksPage({ webhookEndpoints }: Books, now: number): View {
  const all = webhookEndpoints.all();
  const content =
    all.length === 0
      ? html`<div class="card quiet">Nobody is told of anything.</div>`
      : html`${all.map((each) => endpointCard(each, now))}`;
  return { content };
}

function endpointCard(endpoint: WebhookEndpoint, now: number) {
  const { id, url, status, enabled_events: events, api_version: version } = endpoint;
  const on = status === "enabled";
  return html`<article class="card">
    <div class="title">
      <h2 class="name">${url}</h2>
      <span class="tag ${on && "good"}">${on ? "Enabled" : "Disabled"}</span>
    </div>
    <p class="quiet id">${id}${version && ` · ${version}`}</p>
    <details>
      <summary>${events.includes("*") ? "All events" : `${events.length} events`}</summary>
      <p class="quiet">${events.join(", ")}</p>
    </details>
    <details>
      <summary>Signing secrets</summary>
      <ul>
        ${activeSecrets(endpoint, now).map((secret) => html`<li><code>${secret}</code></li>`)}
      </ul>
    </details>
    <form class="line" method="post" action="/console/webhooks/${id}/roll">
      <label for="overlap-${id}">Roll the secret</label>
      <div class="row">
        <select id="overlap-${id}" name="overlap">
          ${OVERLAPS.map(({ words, seconds }) => html`<option value="${seconds}">${words}</option>`)}
        </select>
        <button class="button" aria-label="Roll the secret of ${url}">Roll</button>
      </div>
    </form>
    <form
      class="actions"
      method="post"
      action="/console/webhooks/${id}/${on ? "disable" : "enable"}"
    >
      <button class="button" aria-label="${on ? "Disable" : "Enable"} ${url}">
        ${on ? "Disable" : "Enable"}
      </button>
    </form>
  </article>`;
}
