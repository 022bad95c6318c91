import { html } from "hono/html";
import type { Delivery } from "../deliveries.ts";
import type { Books, StripeEvent } from "../stripe/books.ts";
import type { Html } from "../stripe/pages/page.ts";

const ON_A_PAGE = 25;

/** What happened, newest first, and who was told. */
export function eventsPage(books: Books, deliveries: Delivery[], after: string | undefined): Html {
  const events = books.events.all();
  const start = events.findIndex(({ id }) => id === after) + 1;
  const shown = events.slice(start, start + ON_A_PAGE);
  const tellings = (id: string) => deliveries.filter(({ event }) => event === id);
  const older = start + ON_A_PAGE < events.length && shown.at(-1);
  return html`${shown.map((event) => eventCard(books, event, tellings(event.id)))}
    <div class="actions">
      ${start > 0 && html`<a class="button" href="/console/events">Newest</a>`}
      ${older && html`<a class="button" href="/console/events?after=${older.id}">Older</a>`}
    </div>`;
}

function eventCard(books: Books, event: StripeEvent, deliveries: Delivery[]) {
  return html`<article class="card" id="${event.id}">
    <h2 class="name">${event.type}</h2>
    <p class="quiet id">
      ${subjectOf(event)}${TIME.format(event.created * 1000)} UTC · ${event.id}
    </p>
    ${
      deliveries.length === 0
        ? html`<p class="quiet">No delivery is kept: nobody listens to it, or it is long past.</p>`
        : deliveries.map((each) => deliveryRow(books, event, each))
    }
    <details>
      <summary>What it says</summary>
      <pre tabindex="0">${JSON.stringify(event, null, 2)}</pre>
    </details>
  </article>`;
}

function subjectOf({ data: { object } }: StripeEvent): string {
  return "id" in object && typeof object.id === "string" ? `${object.id} · ` : "";
}

function deliveryRow(books: Books, event: StripeEvent, delivery: Delivery) {
  const { id, endpoint, attempts } = delivery;
  const { words, tone } = outcome(delivery);
  const url = books.webhookEndpoints.find(endpoint)?.url ?? endpoint;
  return html`<form class="line row" method="post" action="/console/deliveries">
    <div>
      <span class="tag ${tone}">${words}</span>
      <span class="quiet">${attempts === 1 ? "1 attempt" : `${attempts} attempts`}</span>
      <p class="quiet id">${url}</p>
    </div>
    <input type="hidden" name="delivery" value="${id}" />
    <button class="button" aria-label="Send ${event.type} again to ${url}">Send again</button>
  </form>`;
}

function outcome({ delivered_at, attempts, last_status: status }: Delivery) {
  if (delivered_at !== null) return { words: "Delivered", tone: "good" };
  if (attempts === 0) return { words: "On its way", tone: "" };
  return { words: status === null ? "Nobody answered" : `Answered ${status}`, tone: "bad" };
}

const TIME = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});
