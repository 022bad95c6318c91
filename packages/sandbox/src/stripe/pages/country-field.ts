import { html } from "hono/html";
import { COUNTRIES } from "./countries.ts";
import type { Html } from "./page.ts";

interface CountryField {
  name: string;
  chosen: string | null | undefined;
  autocomplete: string;
  problem?: string | undefined;
}

export function countryField({ name, chosen, autocomplete, problem }: CountryField): Html {
  return html`<div class="field">
    <label for="${name}">Country</label>
    <select
      id="${name}"
      name="${name}"
      autocomplete="${autocomplete}"
      ${problem && html`aria-invalid="true" aria-describedby="${name}-problem"`}
    >
      <option value="">Choose</option>
      ${COUNTRIES.map(
        ({ code, name: words }) =>
          html`<option value="${code}" ${code === chosen && "selected"}>${words}</option>`,
      )}
    </select>
    ${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
  </div>`;
}
