import { html } from "hono/html";
import { cardFields } from "../card-form.ts";
import { field } from "../field.ts";
import type { Html } from "../page.ts";
import { cardName } from "../words.ts";
import type { Checkout } from "./checkout.ts";
import type { DebitTrouble } from "./read-means.ts";
import type { Trouble } from "./read-payer.ts";
import { waysOf } from "./ways.ts";

/** What to pay with. Where there is a choice, only what was chosen is to be filled in. */
export function methods(checkout: Checkout, trouble: Trouble | undefined): Html {
  const ways = waysOf(checkout.session);
  const fields = {
    card: html`${cardFields(trouble?.card)}`,
    sepa_debit: html`${debitFields(trouble?.debit)}`,
  };
  const choices = choicesOf(checkout);
  const [only] = choices.length === 1 ? ways : [];
  if (only)
    return html`<h2>${WORDS[only]}</h2>
      ${fields[only]}`;
  const chosen = trouble?.typed?.method ?? choices[0]?.value;
  return html`<fieldset>
      <legend><h2>Pay with</h2></legend>
      ${choices.map(
        ({ value, words }) =>
          html`<label class="choice">
            <input
              type="radio"
              name="method"
              value="${value}"
              id="by-${value}"
              ${value === chosen && "checked"}
            />
            ${words}
          </label>`,
      )}
    </fieldset>
    ${ways.map((way) => html`<div class="by-${way}">${fields[way]}</div>`)}`;
}

const WORDS = { card: "Card", sepa_debit: "SEPA Direct Debit" };

function choicesOf({ cards, session }: Checkout) {
  const saved = cards.map(({ id, card }) => ({ value: id, words: card ? cardName(card) : "" }));
  const fresh = waysOf(session).map((way) => ({
    value: way,
    words: way === "card" && saved.length > 0 ? "Another card" : WORDS[way],
  }));
  return [...saved, ...fresh];
}

function debitFields({ iban, name, typed }: Partial<DebitTrouble> = {}): Html {
  return html`${field({
      name: "iban",
      label: "IBAN",
      value: typed?.iban,
      problem: iban,
      first: iban !== undefined,
      placeholder: "AT61 1904 3002 3457 3201",
      maxlength: 42,
    })}
    ${field({
      name: "account_name",
      label: "Name on the account",
      value: typed?.name,
      problem: name,
      first: name !== undefined && iban === undefined,
      autocomplete: "name",
      maxlength: 200,
    })}
    <details class="numbers">
      <summary>Numbers that work here</summary>
      <ul>
        <li><code>AT61 1904 3002 3457 3201</code> pays at once</li>
        <li><code>AT32 1904 3002 3547 3204</code> pays after three minutes</li>
        <li><code>AT86 1904 3002 3547 3202</code> does not pay</li>
      </ul>
    </details>`;
}
