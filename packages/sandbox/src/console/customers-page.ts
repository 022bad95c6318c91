import { html } from "hono/html";
import type Stripe from "stripe";
import type { Books } from "../stripe/books.ts";
import { idOf } from "../stripe/id-of.ts";
import type { Html } from "../stripe/pages/page.ts";
import { money, outlook, rhythm, statusOf } from "../stripe/pages/words.ts";
import type { Subscription } from "../stripe/shapes.ts";

const MOST = 100;

/** Who is there, and what they pay for. */
export function customersPage(books: Books): Html {
  const customers = books.customers.all();
  const subscriptions = books.subscriptions.all();
  if (customers.length === 0)
    return html`<div class="card quiet">
      There are no customers. A reset brings the demo back.
    </div>`;
  return html`${customers.slice(0, MOST).map((customer) => {
    const own = subscriptions.filter((each) => idOf(each.customer) === customer.id);
    return html`<article class="card">
      <h2 class="name">${nameOf(customer)}</h2>
      <p class="quiet id">${customer.email ? `${customer.email} · ` : ""}${customer.id}</p>
      ${
        own.length === 0
          ? html`<p class="quiet">No subscription yet.</p>`
          : own.map((each) => subscriptionRow(books, each))
      }
    </article>`;
  })}
  ${customers.length > MOST && html`<p class="quiet">These are the newest ${MOST}.</p>`}`;
}

function nameOf({ name, email, id }: Stripe.Customer): string {
  return name ?? email ?? id;
}

function subscriptionRow(books: Books, subscription: Subscription) {
  return html`<div class="line">
    <div class="title">
      <h3>${planOf(books, subscription)}</h3>
      <span class="tag ${toneOf(subscription)}">${statusOf(subscription)}</span>
    </div>
    <p class="price">
      ${subscription.items.data
        .map((item) => {
          const { price, quantity = 1 } = item;
          return `${money((price.unit_amount ?? 0) * quantity, price.currency)} ${rhythm(item)}`;
        })
        .join(" + ")}
    </p>
    <p class="quiet">${outlook(subscription)}</p>
    <p class="quiet id">${subscription.id}</p>
  </div>`;
}

function planOf({ products }: Books, { items }: Subscription): string {
  const names = items.data.map(({ price }) => products.find(idOf(price.product))?.name);
  return names.filter(Boolean).join(" and ") || "Plan";
}

function toneOf({ status, cancel_at: end }: Subscription): string {
  if (status === "past_due" || status === "unpaid") return "bad";
  if (end !== null) return "warn";
  return status === "active" || status === "trialing" ? "good" : "";
}
