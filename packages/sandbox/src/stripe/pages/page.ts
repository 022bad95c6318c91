import { html } from "hono/html";
import { BUSINESS } from "../account.ts";

export type Html = ReturnType<typeof html>;

export const STYLE_PATH = "/p/style.css";

export function wayBack(returnUrl: string): Html {
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

export function wholePage(title: string, content: Html, head?: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${BUSINESS}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLE_PATH}" />
        ${head}
      </head>
      <body>
        <aside class="band" aria-label="Sandbox">
          <strong>Sandbox.</strong> This stands in for Stripe on your machine. No money moves.
        </aside>
        ${content}
      </body>
    </html>`;
}
