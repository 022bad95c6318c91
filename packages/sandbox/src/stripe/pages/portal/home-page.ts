import { html } from "hono/html";
import { money } from "../../money.ts";
import type { Html } from "../page.ts";
import { day } from "../words.ts";
import { cardSection } from "./cards/card-section.ts";
import { detailsSection } from "./details/details-section.ts";
import { invoiceSection } from "./invoices/invoice-section.ts";
import { type NameOf, planSection } from "./plan-section.ts";
import { portalPage } from "./portal-page.ts";
import type { Visit } from "./visit.ts";

/** The portal as somebody meets it: the plan, the cards, the billing details and the invoices. */
export function homePage(visit: Visit, query: URLSearchParams, nameOf: NameOf): Html {
  const notice = NOTICES[query.get("done") ?? ""];
  return portalPage(
    visit,
    "Billing",
    html`<h1>Billing</h1>
      ${notice && html`<p class="notice" role="status">${notice}</p>`} ${missingPayment(visit)}
      ${planSection(visit, nameOf)} ${cardSection(visit)} ${detailsSection(visit)}
      ${visit.configuration.features.invoice_history.enabled && invoiceSection(visit, query)}`,
  );
}

/** What was just done, by the word in the address. */
const NOTICES: Record<string, string> = {
  cancel: "Your plan is cancelled.",
  stay: "Thank you for staying. Your discount is on your next bill.",
  renew: "Your plan goes on as before.",
  update: "Your plan is changed.",
  pause: "Your plan is paused.",
  unpause: "Your plan goes on.",
  card: "Your new card is saved.",
  charged: "This card is the default now.",
  removed: "The card is removed.",
  details: "Your billing details are saved.",
  paid: "Thank you. The payment is made.",
};

function missingPayment({ invoices, root, now }: Visit) {
  const open = invoices.find(({ status }) => status === "open");
  if (!open) return "";
  const { amount_remaining: amount, currency, next_payment_attempt: again } = open;
  return html`<div class="notice bad" role="alert">
    <strong
      >${
        open.attempt_count > 0
          ? `Your last payment of ${money(amount, currency)} was declined.`
          : `A payment of ${money(amount, currency)} waits for you.`
      }</strong
    >
    ${again !== null && again > now && `We try the card again on ${day(again)}.`}
    <a href="${root}/invoices/${open.id}/pay">Pay now</a> to keep your plan.
  </div>`;
}
