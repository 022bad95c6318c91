import { html } from "hono/html";
import type Stripe from "stripe";
import type { Books } from "../stripe/books/books.ts";
import { idOf } from "../stripe/books/id-of.ts";
import type { Invoice } from "../stripe/books/shapes.ts";
import { invoiceTable } from "../stripe/pages/invoice-table.ts";
import type { Html } from "../stripe/pages/page.ts";
import { cardName } from "../stripe/pages/words.ts";
import { eventList, isAbout } from "./events-page.ts";
import type { View } from "./frame.ts";
import { moment } from "./moment.ts";
import { pageAfter } from "./paging.ts";
import { nameOf, planLine } from "./plan-line.ts";

const NEWEST = 8;

const hostedPage = ({ id }: Invoice) => `/i/${id}`;

/** All that belongs to one customer. */
export function customerPage(books: Books, customer: Stripe.Customer): View {
  const { id, email, test_clock: clock } = customer;
  const plans = books.subscriptions.of(id).toReversed();
  const invoices = books.invoices.of(id).toReversed();
  const events = books.events.all().filter((event) => isAbout(event, id));
  const content = html`<p class="quiet id">
      ${email ? `${email} · ` : ""}${id}${clock ? ` · on test clock ${idOf(clock)}` : ""} · since
      ${moment(customer.created)}
    </p>
    <section aria-labelledby="plans">
      <h2 id="plans">Plans</h2>
      ${
        plans.length === 0
          ? html`<div class="card quiet">No subscription yet.</div>`
          : plans.map((each) => html`<article class="card">${planLine(books, each)}</article>`)
      }
    </section>
    <section aria-labelledby="cards">
      <h2 id="cards">Cards</h2>
      ${cardList(books, customer)}
    </section>
    <section aria-labelledby="invoices">
      <h2 id="invoices">Invoices</h2>
      ${invoiceTable(invoices.slice(0, NEWEST), hostedPage)}
      ${
        invoices.length > NEWEST &&
        html`<p><a href="/console/customers/${id}/invoices">All ${invoices.length} invoices</a></p>`
      }
    </section>
    <section aria-labelledby="events">
      <h2 id="events">Events</h2>
      ${eventList(books, events.slice(0, NEWEST))}
      ${
        events.length > NEWEST &&
        html`<p><a href="/console/events?customer=${id}">All ${events.length} events</a></p>`
      }
    </section>`;
  return { content, title: nameOf(customer) };
}

export function customerInvoicesPage(
  books: Books,
  customer: Stripe.Customer,
  after: string | undefined,
): View {
  const path = `/console/customers/${customer.id}/invoices`;
  const all = books.invoices.of(customer.id).toReversed();
  const { shown, ways } = pageAfter(all, after, path);
  return {
    content: html`${invoiceTable(shown, hostedPage)} ${ways}`,
    title: `Invoices of ${nameOf(customer)}`,
  };
}

function cardList(books: Books, { id, invoice_settings: settings }: Stripe.Customer): Html {
  const cards = books.paymentMethods.of(id).toReversed();
  const usual = settings.default_payment_method;
  if (cards.length === 0) return html`<div class="card quiet">None is saved.</div>`;
  return html`<ul class="card list events">
    ${cards.map(
      (each) =>
        html`<li>
          <span class="title"
            >${each.card ? cardName(each.card) : each.type}
            ${usual && idOf(usual) === each.id && html`<span class="tag">Default</span>`}</span
          >
          <span class="quiet id">${each.id}</span>
        </li>`,
    )}
  </ul>`;
}
