import { html } from "hono/html";
import type { Delivery } from "../delivery-shelf.ts";
import type { Books, StripeEvent } from "../stripe/books/books.ts";
import type { View } from "./frame.ts";
import { moment } from "./moment.ts";

/** One event: who was told, what they answered, and every word of it. */
export function eventPage(books: Books, deliveries: Delivery[], event: StripeEvent): View {
  const own = deliveries.filter(({ event: id }) => id === event.id);
  const content = html`<p class="quiet id">${moment(event.created)} · ${event.id}</p>
    <section aria-labelledby="told">
      <h2 id="told">Who was told</h2>
      ${
        own.length === 0
          ? html`<div class="card quiet">
              No delivery is kept: nobody listens to it, or it is long past.
            </div>`
          : own.map((each) => deliveryCard(books, event, each))
      }
    </section>
    <section aria-labelledby="says">
      <h2 id="says">What it says</h2>
      <pre class="card" tabindex="0">${JSON.stringify(event, null, 2)}</pre>
    </section>`;
  return { content, title: event.type };
}

function deliveryCard(books: Books, event: StripeEvent, delivery: Delivery) {
  const { id, endpoint, attempts, last_answer: answer } = delivery;
  const { words, tone } = outcome(delivery);
  const url = books.webhookEndpoints.find(endpoint)?.url ?? endpoint;
  return html`<article class="card">
    <form class="row" method="post" action="/console/deliveries">
      <div>
        <span class="tag ${tone}">${words}</span>
        <span class="quiet">${attempts === 1 ? "1 attempt" : `${attempts} attempts`}</span>
        <p class="quiet id">${url}</p>
      </div>
      <input type="hidden" name="delivery" value="${id}" />
      <button class="button" aria-label="Send ${event.type} again to ${url}">Send again</button>
    </form>
    ${answer && html`<pre tabindex="0" aria-label="The answer">${answer}</pre>`}
  </article>`;
}

function outcome({ delivered_at, given_up, attempts, last_status: status }: Delivery) {
  if (delivered_at !== null) return { words: `Delivered, ${status}`, tone: "good" };
  if (given_up) return { words: `Given up, ${status}`, tone: "bad" };
  if (attempts === 0) return { words: "On its way", tone: "" };
  return { words: status === null ? "Nobody answered" : `Answered ${status}`, tone: "bad" };
}
