import { html } from "hono/html";
import { field } from "../field.ts";
import type { Html } from "../page.ts";
import type { Checkout } from "./checkout.ts";
import type { Trouble } from "./read-payer.ts";

/** Where a code is typed, or taken back, until somebody tried to pay. */
export function promotion(checkout: Checkout, trouble: Trouble | undefined): Html | "" {
  const { session, order, root } = checkout;
  if (session.allow_promotion_codes !== true || order.begun) return "";
  const action = `${root}/promotion`;
  const { codeTaken: taken } = checkout;
  if (taken !== undefined)
    return html`<form method="post" action="${action}" class="code row">
      <span><span class="tag good">${taken}</span> is taken off.</span>
      <button class="button">Remove<span class="unseen"> ${taken}</span></button>
    </form>`;
  const { typed, problem } = trouble?.code ?? {};
  return html`<form method="post" action="${action}" class="code">
    ${field({
      name: "code",
      label: "Promotion code",
      value: typed,
      problem,
      first: problem !== undefined,
      maxlength: 200,
    })}
    <button class="button">Apply</button>
  </form>`;
}
