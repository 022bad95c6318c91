import { html } from "hono/html";
import type { Books, StripeEvent } from "../stripe/books/books.ts";
import type { Html } from "../stripe/pages/page.ts";
import type { View } from "./frame.ts";
import { moment } from "./moment.ts";
import { pageAfter } from "./paging.ts";
import { nameOf } from "./plan-line.ts";

interface Asked {
  after: string | undefined;
  /** Whose, where not everybody's are meant. */
  customer: string | undefined;
}

/** What happened, newest first. */
export function eventsPage(books: Books, { after, customer }: Asked): View {
  const owner = books.customers.find(customer ?? "");
  const all = books.events.all();
  const meant = customer ? all.filter((event) => isAbout(event, customer)) : all;
  const path = customer ? `/console/events?customer=${customer}` : "/console/events";
  const { shown, ways } = pageAfter(meant, after, path);
  const content = html`${
    shown.length === 0
      ? html`<div class="card quiet">Nothing happened yet.</div>`
      : eventList(books, shown)
  }
  ${ways}`;
  return { content, ...(owner && { title: `Events of ${nameOf(owner)}` }) };
}

/** One line each: what, about whom, when. */
export function eventList(books: Books, events: StripeEvent[]): Html {
  return html`<ul class="card list events">
    ${events.map(
      (event) =>
        html`<li>
          <a href="/console/events/${event.id}">${event.type}</a>
          <span class="quiet">${subjectOf(books, event)} ${moment(event.created)}</span>
        </li>`,
    )}
  </ul>`;
}

export function isAbout({ data: { object } }: StripeEvent, customer: string): boolean {
  return idIn(object) === customer || ownerIn(object) === customer;
}

function subjectOf({ customers }: Books, { data: { object } }: StripeEvent): string {
  const owner = customers.find(ownerIn(object) ?? idIn(object) ?? "");
  return owner ? `${nameOf(owner)} ·` : "";
}

function idIn(object: object): string | undefined {
  return "id" in object && typeof object.id === "string" ? object.id : undefined;
}

function ownerIn(object: object): string | undefined {
  return "customer" in object && typeof object.customer === "string" ? object.customer : undefined;
}
