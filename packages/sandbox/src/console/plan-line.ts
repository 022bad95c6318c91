import { html } from "hono/html";
import type Stripe from "stripe";
import type { Books } from "../stripe/books/books.ts";
import type { Subscription } from "../stripe/books/shapes.ts";
import { money } from "../stripe/money.ts";
import type { Html } from "../stripe/pages/page.ts";
import { planName } from "../stripe/pages/plan-name.ts";
import { outlook, rhythm, statusOf } from "../stripe/pages/words.ts";

/** A plan: its name, how it stands, what it costs, and what comes next. */
export function planLine(books: Books, subscription: Subscription): Html {
  return html`<div class="line">
    <div class="title">
      <h3>${planName(books, subscription)}</h3>
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

export function nameOf({ name, email, id }: Stripe.Customer): string {
  return name || email || id;
}

function toneOf({ status, cancel_at: end }: Subscription): string {
  if (status === "past_due" || status === "unpaid") return "bad";
  if (end !== null) return "warn";
  return status === "active" || status === "trialing" ? "good" : "";
}
