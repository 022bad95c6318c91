import { html } from "hono/html";
import { asksForMethod } from "../../checkout/confirm-session.ts";
import { field } from "../field.ts";
import type { Html } from "../page.ts";
import { addressFields, asksForAddress } from "./billing-address.ts";
import type { Checkout } from "./checkout.ts";
import { methods } from "./methods.ts";
import { trialEndOf, verbOf } from "./price-words.ts";
import { asksForPhone, asksForTerms, knownEmail, type Trouble } from "./read-payer.ts";

/** Who pays, and with what. */
export function payForm(checkout: Checkout, trouble: Trouble | undefined): Html {
  const { session, root } = checkout;
  const { submit, after_submit: after } = session.custom_text;
  return html`<form method="post" action="${root}" class="card pay">
    <input type="hidden" name="expected_amount" value="${session.amount_total ?? 0}" />
    ${trouble?.notice && html`<p class="notice bad" role="alert">${trouble.notice}</p>`}
    ${contact(checkout, trouble)} ${asksForAddress(checkout) && addressFields(trouble?.address)}
    ${asksForMethod(session) && methods(checkout, trouble)}
    ${asksForTerms(checkout) && terms(checkout, trouble)}
    ${submit && html`<p class="quiet">${submit.message}</p>`}
    <button class="button main">${verbOf(checkout)}</button>
    ${promise(checkout)} ${after && html`<p class="quiet">${after.message}</p>`}
  </form>`;
}

function contact(checkout: Checkout, trouble: Trouble | undefined) {
  const known = knownEmail(checkout);
  return html`<h2>Contact</h2>
    ${
      known === null
        ? field({
            name: "email",
            label: "Email",
            value: trouble?.typed?.email,
            problem: trouble?.email,
            first: trouble?.email !== undefined,
            autocomplete: "email",
            inputmode: "email",
            maxlength: 512,
          })
        : html`<p class="known">${known}</p>`
    }
    ${
      asksForPhone(checkout) &&
      field({
        name: "phone",
        label: "Phone",
        value: trouble?.typed?.phone,
        problem: trouble?.phone,
        first: trouble?.phone !== undefined && trouble.email === undefined,
        autocomplete: "tel",
        inputmode: "tel",
        maxlength: 30,
      })
    }`;
}

function terms({ session }: Checkout, trouble: Trouble | undefined) {
  const words = session.custom_text.terms_of_service_acceptance?.message;
  return html`<label class="choice agree">
      <input
        type="checkbox"
        name="terms"
        value="yes"
        ${trouble?.typed?.terms && "checked"}
        ${trouble?.terms && html`aria-invalid="true" aria-describedby="terms-problem"`}
      />
      ${words ?? "I agree to the terms of service."}
    </label>
    ${trouble?.terms && html`<p class="problem" id="terms-problem">${trouble.terms}</p>`}`;
}

/** What happens with the card later, said before it is given. */
function promise(checkout: Checkout) {
  const { mode } = checkout.session;
  if (mode === "payment" || !asksForMethod(checkout.session)) return "";
  const words =
    mode === "setup"
      ? "Your card is kept for later payments."
      : trialEndOf(checkout) === undefined
        ? "Your card is charged now, and again each time the plan renews, until you cancel."
        : "Nothing is charged before the trial ends. You can cancel until then.";
  return html`<p class="quiet small-print">${words}</p>`;
}
