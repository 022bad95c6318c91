import { html } from "hono/html";
import { BUSINESS } from "../../account.ts";
import { type Html, plainPage, wholePage } from "../page.ts";
import type { Checkout } from "./checkout.ts";

/** Where people go on to once they have paid. */
export function onward({ session: { id, success_url: url } }: Checkout): string {
  return new URL((url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", id)).href;
}

/** Coming from the bank, browsers follow a page where they would not follow a redirect. */
export function thanksPage(checkout: Checkout): Html {
  const to = onward(checkout);
  return wholePage(
    "Thank you",
    html`<main class="alone">
      <h1>Thank you</h1>
      <p class="quiet">All is done. You are being led back to ${BUSINESS}.</p>
      <p><a class="back" href="${to}">Go on now</a></p>
    </main>`,
    html`<meta http-equiv="refresh" content="1; url=${to}" />`,
  );
}

export function completePage(checkout: Checkout): Html {
  return plainPage(
    "This is done already",
    "Nothing more is to pay here. You can close this page.",
    onward(checkout),
  );
}

export function expiredPage({ session }: Checkout): Html {
  return plainPage(
    "This page has expired",
    "Nothing was paid. Go back to where you came from and start again.",
    session.cancel_url,
  );
}
