import { html } from "hono/html";
import { field } from "./field.ts";
import type { Html } from "./page.ts";
import type { CardTrouble } from "./read-card.ts";

/** The fields of a card, for any form. After a refusal number and CVC are typed again. */
export function cardFields(trouble?: CardTrouble): Html {
  const { problems = {}, typed } = trouble ?? {};
  const first = ORDER.find((name) => problems[name] !== undefined);
  return html`${field({
      name: "card_number",
      label: "Card number",
      problem: problems.number,
      first: first === "number",
      autocomplete: "cc-number",
      inputmode: "numeric",
      placeholder: "4242 4242 4242 4242",
      maxlength: 23,
    })}
    <div class="pair">
      ${field({
        name: "card_expiry",
        label: "Expires",
        value: typed?.expiry,
        problem: problems.expiry,
        first: first === "expiry",
        autocomplete: "cc-exp",
        inputmode: "numeric",
        placeholder: "MM / YY",
        maxlength: 9,
      })}
      ${field({
        name: "card_cvc",
        label: "CVC",
        problem: problems.cvc,
        first: first === "cvc",
        autocomplete: "cc-csc",
        inputmode: "numeric",
        placeholder: "123",
        maxlength: 4,
      })}
    </div>
    ${field({
      name: "card_name",
      label: "Name on the card",
      value: typed?.name,
      problem: problems.name,
      first: first === "name",
      autocomplete: "cc-name",
      maxlength: 200,
    })}
    ${testNumbers()}`;
}

const ORDER = ["number", "expiry", "cvc", "name"] as const;

/** A person cannot know what a number does, so it is said. */
const NUMBERS = [
  ["4242 4242 4242 4242", "is charged without a question"],
  ["5555 5555 5555 4444", "is a Mastercard, and charged as well"],
  ["4000 0000 0000 3220", "makes the bank ask you first"],
  ["4000 0000 0000 0341", "is saved, and declined when it is charged"],
  ["4000 0000 0000 0002", "is declined at once"],
] as const;

function testNumbers() {
  return html`<details class="numbers">
    <summary>Numbers that work here</summary>
    <ul>
      ${NUMBERS.map(([number, words]) => html`<li><code>${number}</code> ${words}</li>`)}
    </ul>
    <p class="quiet">
      With any date to come and any CVC. All other test cards of Stripe's work too; real cards
      never.
    </p>
  </details>`;
}
