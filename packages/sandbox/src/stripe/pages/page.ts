import { html } from "hono/html";
import { BUSINESS } from "../account.ts";
import type { Visit } from "./visit.ts";

export type Html = ReturnType<typeof html>;

export const STYLE_PATH = "/p/style.css";

/** A page of the portal: whose it is and the way back at the side, what it is about in the middle. */
export function portalPage(visit: Visit, title: string, content: Html): Html {
  const { link, configuration } = visit;
  const {
    headline,
    privacy_policy_url: privacy,
    terms_of_service_url: terms,
  } = configuration.business_profile;
  return wholePage(
    title,
    html`<div class="page">
      <header class="side">
        <div class="brand"><span aria-hidden="true">${BUSINESS.slice(0, 1)}</span>${BUSINESS}</div>
        <p>${headline ?? "Manage your plan, your card and your invoices."}</p>
        ${link.return_url && wayBack(link.return_url)}
        ${
          (privacy || terms) &&
          html`<nav class="legal" aria-label="Legal">
            ${terms && html`<a href="${terms}">Terms</a>`}
            ${privacy && html`<a href="${privacy}">Privacy</a>`}
          </nav>`
        }
      </header>
      <main>${content}</main>
    </div>`,
  );
}

function wayBack(returnUrl: string): Html {
  return html`<a class="back" href="${returnUrl}">← Return to ${BUSINESS}</a>`;
}

/** A page for when there is nothing to manage. */
export function plainPage(title: string, words: string, returnUrl?: string | null): Html {
  return wholePage(
    title,
    html`<main class="alone">
      <h1>${title}</h1>
      <p class="quiet">${words}</p>
      ${returnUrl && html`<p>${wayBack(returnUrl)}</p>`}
    </main>`,
  );
}

/** A page that stands on its own, for whoever has its address. */
export function sheetPage(title: string, content: Html): Html {
  return wholePage(title, html`<main class="sheet">${content}</main>`);
}

export function wholePage(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${BUSINESS}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <aside class="band" aria-label="Sandbox">
          <strong>Sandbox.</strong> This stands in for Stripe on your machine. No money moves.
        </aside>
        ${content}
      </body>
    </html>`;
}
