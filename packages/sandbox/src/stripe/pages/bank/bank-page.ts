import { html } from "hono/html";
import { BUSINESS } from "../../account.ts";
import { type Html, wholePage } from "../page.ts";

interface Question {
  /** The money that is asked for, where it is not about keeping the card alone. */
  amount: string | undefined;
  card: string;
}

/** What a bank would ask on a page of its own before it agrees. */
export function bankPage({ amount, card }: Question): Html {
  const title = "Is this you?";
  return wholePage(
    title,
    html`<main class="alone bank">
      <form method="post" class="card">
        <p class="quiet">Your bank asks, in 3-D Secure</p>
        <h1>${title}</h1>
        <p>
          ${
            amount === undefined
              ? html`${BUSINESS} wants to keep your ${card}.`
              : html`${BUSINESS} wants to charge <strong>${amount}</strong> to your ${card}.`
          }
        </p>
        <div class="actions">
          <button class="button main" name="answer" value="yes">Complete</button>
          <button class="button" name="answer" value="no">Fail</button>
        </div>
        <p class="quiet">In this sandbox you are the bank: choose what it finds.</p>
      </form>
    </main>`,
  );
}
