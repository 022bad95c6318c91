import { html } from "hono/html";
import type Stripe from "stripe";
import type { Subscription, SubscriptionItem } from "../../shapes.ts";
import type { Html } from "../page.ts";
import { portalPage } from "./portal-page.ts";
import { chargedCard, type Visit } from "./visit.ts";
import { cardName, day, invoiceStatus, money, outlook, rhythm, statusOf } from "../words.ts";

/** The portal as somebody meets it: the plan, the card, the billing details and the invoices. */
export function homePage(visit: Visit, notice: string | undefined, nameOf: NameOf): Html {
  const { configuration, subscriptions } = visit;
  return portalPage(
    visit,
    "Billing",
    html`<h1>Billing</h1>
      ${notice && html`<p class="notice" role="status">${notice}</p>`} ${missingPayment(visit)}
      <section aria-labelledby="plan">
        <h2 id="plan">Current plan</h2>
        ${
          subscriptions.length === 0
            ? html`<div class="card quiet">There is no plan yet.</div>`
            : subscriptions.map((each) => planCard(visit, each, nameOf))
        }
      </section>
      ${paymentMethod(visit)} ${billingDetails(visit)}
      ${configuration.features.invoice_history.enabled && invoiceList(visit)}`,
  );
}

/** What was just done, by the word in the address. */
export const NOTICES: Record<string, string> = {
  cancel: "Your plan is cancelled.",
  renew: "Your plan goes on as before.",
  card: "Your new card is saved.",
};

type NameOf = (subscription: Subscription) => string;

function missingPayment({ invoices, configuration, root, now }: Visit) {
  const open = invoices.find(({ status }) => status === "open");
  if (!open) return "";
  const { amount_remaining: amount, currency, next_payment_attempt: again } = open;
  return html`<div class="notice bad" role="alert">
    <strong>Your last payment of ${money(amount, currency)} was declined.</strong>
    ${again !== null && again > now && `We try the card again on ${day(again)}.`}
    ${
      configuration.features.payment_method_update.enabled
        ? html`<a href="${root}/cards/new">Use another card</a> to keep your plan.`
        : "Ask the people who sold you the plan what to do."
    }
  </div>`;
}

function planCard(visit: Visit, plan: Subscription, nameOf: NameOf) {
  const tone = plan.cancel_at === null ? TONES[plan.status] : "warn";
  return html`<article class="card row">
    <div>
      <div class="title">
        <h3>${nameOf(plan)}</h3>
        <span class="tag ${tone}">${statusOf(plan)}</span>
      </div>
      ${plan.items.data.map(itemPrice)}
      <p class="quiet">${outlook(plan)}</p>
    </div>
    ${planAction(visit, plan)}
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

function planAction({ configuration, root }: Visit, subscription: Subscription) {
  if (!configuration.features.subscription_cancel.enabled || subscription.ended_at !== null)
    return "";
  const verb = subscription.cancel_at === null ? "cancel" : "renew";
  const words = verb === "cancel" ? "Cancel plan" : "Renew plan";
  return html`<a
    class="button ${verb === "renew" && "main"}"
    href="${root}/plans/${subscription.id}/${verb}"
    >${words}</a
  >`;
}

function paymentMethod(visit: Visit) {
  const card = chargedCard(visit)?.card;
  return html`<section aria-labelledby="card">
    <h2 id="card">Payment method</h2>
    <div class="card row">
      <div>
        ${
          card
            ? html`${cardName(card)}
                <p class="quiet">
                  Expires ${String(card.exp_month).padStart(2, "0")}/${card.exp_year}
                </p>`
            : html`<span class="quiet">No card yet.</span>`
        }
      </div>
      ${
        visit.configuration.features.payment_method_update.enabled &&
        html`<a class="button" href="${visit.root}/cards/new">Add a card</a>`
      }
    </div>
  </section>`;
}

function billingDetails({ customer }: Visit) {
  const { name, email, address } = customer;
  return html`<section aria-labelledby="details">
    <h2 id="details">Billing details</h2>
    <dl class="card">
      <dt>Name</dt>
      <dd>${name ?? "–"}</dd>
      <dt>Email</dt>
      <dd>${email ?? "–"}</dd>
      <dt>Address</dt>
      <dd>${address ? addressLine(address) : "–"}</dd>
    </dl>
  </section>`;
}

function addressLine({ line1, line2, city, state, postal_code: code, country }: Stripe.Address) {
  const region = [state, code].filter(Boolean).join(" ");
  return [line1, line2, city, region, country].filter(Boolean).join(", ");
}

function invoiceList({ invoices, root }: Visit) {
  return html`<section aria-labelledby="invoices">
    <h2 id="invoices">Invoices</h2>
    <div class="card list">
      ${
        invoices.length === 0
          ? html`<p class="quiet">There are no invoices yet.</p>`
          : html`<table>
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
                      <th scope="row">
                        <a href="${root}/invoices/${invoice.id}">${day(invoice.created)}</a>
                      </th>
                      <td class="wide">${invoice.number}</td>
                      <td>
                        <span class="tag ${INVOICE_TONES[invoice.status ?? ""] ?? ""}"
                          >${invoiceStatus(invoice)}</span
                        >
                      </td>
                      <td class="number">${money(invoice.total, invoice.currency)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </div>
  </section>`;
}

const INVOICE_TONES: Record<string, string> = { paid: "good", open: "bad" };
