import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { DEMO_PASSWORD, type DEMO_PEOPLE } from "../demo.ts";
import { PICKER_STYLE } from "./style.ts";

// One piece, because a formatter's space inside the element would change its hash.
const STYLE = raw(`<style>${PICKER_STYLE}</style>`);
const STYLE_HASH = createHash("sha256").update(PICKER_STYLE).digest("base64");

export function pickerHeaders(appUrl: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action 'self' ${new URL(appUrl).origin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    // With no-referrer the form would send "Origin: null" and be refused.
    "referrer-policy": "same-origin",
  };
}

/** The form goes to the page's own address, so that `redirect_url` comes along. */
export function pickerPage(people: readonly (typeof DEMO_PEOPLE)[number][]) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Sign in · Portico sandbox</title>
        ${STYLE}
      </head>
      <body>
        <main>
          <p class="badge">Sandbox</p>
          <h1>Who do you want to be?</h1>
          <p class="lead">
            This page stands in for Clerk. These people are made up, and so is their money.
          </p>
          <form method="post">
            <ul>
              ${people.map(
                ({ name, first_name, last_name, email, shows }) => html`
                  <li>
                    <button name="person" value="${name}">
                      <span class="face face-${name}" aria-hidden="true"
                        >${first_name[0]}${last_name[0]}</span
                      >
                      <span class="text">
                        <span class="name">${first_name} ${last_name}</span>
                        <span class="email">${email}</span>
                        <span class="shows">${shows}</span>
                      </span>
                      <span class="arrow" aria-hidden="true">→</span>
                    </button>
                  </li>
                `,
              )}
            </ul>
          </form>
          <p class="foot">
            Or sign in by e-mail address: everybody's password is <code>${DEMO_PASSWORD}</code>.
          </p>
        </main>
      </body>
    </html>`;
}
