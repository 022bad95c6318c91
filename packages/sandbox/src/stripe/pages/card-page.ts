import { html } from "hono/html";
import { TEST_CARDS } from "../test-cards.ts";
import { type Html, portalPage } from "./page.ts";
import { chargedCard, type Visit } from "./visit.ts";
import { cardName } from "./words.ts";

/** The cards a person may choose: those the bank lets them save. */
const CHOICES = [...TEST_CARDS].filter(([, { saved }]) => saved === "taken");

const WORDS = {
  paid: "It is charged without a question.",
  asks: "The bank asks before each charge.",
  declined: "It can be saved, and is declined when it is charged.",
};

export function isChoice(card: string | null): card is string {
  return CHOICES.some(([name]) => name === card);
}

export function cardPage(visit: Visit): Html {
  const current = chargedCard(visit)?.card;
  return portalPage(
    visit,
    "Payment method",
    html`<h1>${current ? "Change your card" : "Add a card"}</h1>
      <form method="post" class="card">
        ${current && html`<p>Now: ${cardName(current)}.</p>`}
        <fieldset>
          <legend>A test card to use from now on</legend>
          ${CHOICES.map(
            ([name, { brand, last4, charged }], place) =>
              html`<label class="choice">
                <input
                  type="radio"
                  name="card"
                  value="${name}"
                  required
                  ${place === 0 && "checked"}
                />
                <span
                  >${cardName({ brand, last4 })}<br /><span class="quiet"
                    >${WORDS[charged]}</span
                  ></span
                >
              </label>`,
          )}
        </fieldset>
        <div class="actions">
          <button class="button main">Save card</button>
          <a class="button" href="${visit.root}/home">Back</a>
        </div>
      </form>`,
  );
}
