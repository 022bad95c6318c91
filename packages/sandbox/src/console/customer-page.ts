import { html } from "hono/html";
import type Stripe from "stripe";
import type { Books } from "../stripe/books.ts";
import { idOf } from "../stripe/id-of.ts";
import type { Html } from "../stripe/pages/page.ts";
import { cardName, day, invoiceStatus, money } from "../stripe/pages/words.ts";
import type { Invoice } from "../stripe/shapes.ts";
import { eventList, isAbout } from "./events-page.ts";
import type { View } from "./frame.ts";
import { moment } from "./moment.ts";
import { pageAfter } from "./paging.ts";
import { nameOf, planLine } from "./plan-line.ts";

const NEWEST = 8;

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
      ${invoiceTable(invoices.slice(0, NEWEST))}
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
    content: html`${invoiceTable(shown)} ${ways}`,
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

const TONES: Record<string, string> = { paid: "good", open: "bad" };

function invoiceTable(invoices: Invoice[]): Html {
  if (invoices.length === 0) return html`<div class="card quiet">There are none yet.</div>`;
  return html`<div class="card list">
    <table>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col" class="wide">Number</th>
          <th scope="col">Status</th>
          <th scope="col" class="number">Amount</th>
        </tr>
      </thead>
      <tbody>
        ${invoices.map(
          (invoice) =>
            html`<tr>
              <th scope="row"><a href="/i/${invoice.id}">${day(invoice.created)}</a></th>
              <td class="wide">${invoice.number ?? "–"}</td>
              <td>
                <span class="tag ${TONES[invoice.status ?? ""] ?? ""}"
                  >${invoiceStatus(invoice)}</span
                >
              </td>
              <td class="number">${money(invoice.total, invoice.currency)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
