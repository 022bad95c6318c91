import { html } from "hono/html";
import { type Html, wholePage } from "../page.ts";
import type { Checkout } from "./checkout.ts";
import { payForm } from "./pay-form.ts";
import { headlineOf } from "./price-words.ts";
import type { Trouble } from "./read-payer.ts";
import { summary } from "./summary.ts";

/** The page to pay on: what for at one side, who and how at the other. */
export function checkoutPage(checkout: Checkout, trouble?: Trouble): Html {
  const { title } = headlineOf(checkout);
  return wholePage(
    trouble ? `Please check: ${title}` : title,
    html`<div class="page checkout">
      ${summary(checkout, trouble)}
      <main>${payForm(checkout, trouble)}</main>
    </div>`,
  );
}
