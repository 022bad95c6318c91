import { html } from "hono/html";
import type Stripe from "stripe";
import { countryField } from "../../country-field.ts";
import { field } from "../../field.ts";
import type { Html } from "../../page.ts";
import { leaving, portalPage } from "../portal-page.ts";
import type { Visit } from "../visit.ts";
import { allows } from "./details-allowed.ts";

interface Mistaken {
  form: URLSearchParams;
  problems: Record<string, string>;
}

/** The fields the configuration lets people change, and no others. */
export function detailsPage(visit: Visit, mistaken?: Mistaken): Html {
  const { customer } = visit;
  const [first] = Object.keys(mistaken?.problems ?? {});
  const line = (name: string, label: string, now: string | null | undefined, more: More = {}) =>
    field({
      name,
      label,
      value: mistaken?.form.get(name) ?? now,
      problem: mistaken?.problems[name],
      first: name === first,
      maxlength: 200,
      ...more,
    });
  const address = (name: "address" | "shipping", now: Stripe.Address | null | undefined) => {
    const kind = name === "address" ? "billing" : "shipping";
    const part = (each: Part, label: string, hint: string, more: More = {}) =>
      line(`${name}_${each}`, label, now?.[each], { autocomplete: `${kind} ${hint}`, ...more });
    const chosen = mistaken?.form.get(`${name}_country`) ?? now?.country;
    return html`${part("line1", "Street and number", "address-line1")}
      ${part("line2", "Flat, floor or suite", "address-line2", { optional: true })}
      <div class="pair">
        ${part("city", "City", "address-level2")}
        ${part("postal_code", "Postal code", "postal-code")}
      </div>
      ${part("state", "State or region", "address-level1")}
      ${countryField({ name: `${name}_country`, chosen, autocomplete: `${kind} country` })}`;
  };
  const title = "Billing details";
  return portalPage(
    visit,
    title,
    html`<h1>${title}</h1>
      <form method="post" action="${visit.root}/details" class="card" novalidate>
        ${allows(visit, "name") && line("name", "Name", customer.name, { autocomplete: "organization" })}
        ${
          allows(visit, "email") &&
          line("email", "Email", customer.email, { autocomplete: "email", inputmode: "email" })
        }
        ${
          allows(visit, "phone") &&
          line("phone", "Phone", customer.phone, {
            autocomplete: "tel",
            inputmode: "tel",
            optional: true,
          })
        }
        ${
          allows(visit, "address") &&
          html`<fieldset>
            <legend>Address</legend>
            ${address("address", customer.address)}
          </fieldset>`
        }
        ${
          allows(visit, "shipping") &&
          html`<fieldset>
            <legend>Shipping address</legend>
            ${line("shipping_name", "Name of who receives it", customer.shipping?.name)}
            ${address("shipping", customer.shipping?.address)}
          </fieldset>`
        }
        <div class="actions">
          <button class="button main">Save</button>
          ${leaving(visit)}
        </div>
      </form>`,
  );
}

type More = Partial<Parameters<typeof field>[0]>;

type Part = Exclude<keyof Stripe.Address, "country">;
