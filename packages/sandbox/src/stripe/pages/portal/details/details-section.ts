import { html } from "hono/html";
import type Stripe from "stripe";
import type { Html } from "../../page.ts";
import type { Visit } from "../visit.ts";
import { mayChange } from "./details-allowed.ts";

export function detailsSection(visit: Visit): Html {
  const { name, email, phone, address, shipping } = visit.customer;
  return html`<section aria-labelledby="details">
    <h2 id="details">Billing details</h2>
    <div class="card">
      <dl>
        ${entry("Name", name)} ${entry("Email", email)} ${phone && entry("Phone", phone)}
        ${entry("Address", address && addressLine(address))}
        ${
          shipping?.address &&
          entry("Shipping", `${shipping.name ?? ""}, ${addressLine(shipping.address)}`)
        }
      </dl>
      ${
        mayChange(visit) &&
        html`<p><a class="button" href="${visit.root}/details">Change details</a></p>`
      }
    </div>
  </section>`;
}

function entry(name: string, value: string | null | undefined) {
  return html`<dt>${name}</dt>
    <dd>${value ? value : "–"}</dd>`;
}

function addressLine({ line1, line2, city, state, postal_code: code, country }: Stripe.Address) {
  const region = [state, code].filter(Boolean).join(" ");
  return [line1, line2, city, region, country].filter(Boolean).join(", ");
}
