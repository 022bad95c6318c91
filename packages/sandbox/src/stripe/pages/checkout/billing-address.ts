import { html } from "hono/html";
import type Stripe from "stripe";
import { COUNTRIES } from "../countries.ts";
import { countryField } from "../country-field.ts";
import { field } from "../field.ts";
import type { Html } from "../page.ts";
import type { Checkout } from "./checkout.ts";

const LINES = [
  ["line1", "Street and number", "billing address-line1"],
  ["city", "City", "billing address-level2"],
  ["postal_code", "Postal code", "billing postal-code"],
] as const;

export interface AddressTrouble {
  problems: Record<string, string>;
  typed: Record<string, string>;
}

export function asksForAddress({ session }: Checkout): boolean {
  return session.billing_address_collection === "required";
}

export function readAddress(
  form: URLSearchParams,
): { address: Stripe.Address } | { trouble: AddressTrouble } {
  const typed = Object.fromEntries(
    ["country", ...LINES.map(([name]) => name)].map((name) => [name, form.get(name)?.trim() ?? ""]),
  );
  const { line1 = "", city = "", postal_code = "" } = typed;
  const country = COUNTRIES.find(({ code }) => code === typed["country"])?.code;
  const missing = LINES.filter(([name]) => typed[name] === "");
  const problems = Object.fromEntries(missing.map(([name]) => [name, "This is needed."]));
  if (country === undefined)
    return { trouble: { problems: { ...problems, country: "Choose a country." }, typed } };
  if (missing.length > 0) return { trouble: { problems, typed } };
  return { address: { line1, line2: null, city, postal_code, state: null, country } };
}

export function addressFields({ problems, typed }: Partial<AddressTrouble> = {}): Html {
  return html`<h2>Billing address</h2>
    ${LINES.map(([name, label, autocomplete]) =>
      field({ name, label, value: typed?.[name], problem: problems?.[name], autocomplete }),
    )}
    ${countryField({
      name: "country",
      chosen: typed?.["country"],
      autocomplete: "billing country",
      problem: problems?.["country"],
    })}`;
}
