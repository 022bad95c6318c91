import { html } from "hono/html";
import type { Books } from "../stripe/books/books.ts";
import type { View } from "./frame.ts";
import { pageAfter } from "./paging.ts";
import { nameOf, planLine } from "./plan-line.ts";

/** Who is there, and what they pay for. */
export function customersPage(books: Books, after: string | undefined): View {
  const { shown, ways } = pageAfter(books.customers.all(), after, "/");
  if (shown.length === 0)
    return {
      content: html`<div class="card quiet">
        There are no customers. A reset brings the demo back.
      </div>`,
    };
  const content = html`${shown.map((customer) => {
    const plans = books.subscriptions.of(customer.id).toReversed();
    return html`<article class="card">
      <h2 class="name"><a href="/console/customers/${customer.id}">${nameOf(customer)}</a></h2>
      <p class="quiet id">${customer.email ? `${customer.email} · ` : ""}${customer.id}</p>
      ${
        plans.length === 0
          ? html`<p class="quiet">No subscription yet.</p>`
          : plans.map((each) => planLine(books, each))
      }
    </article>`;
  })}
  ${ways}`;
  return { content };
}
