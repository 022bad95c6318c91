import { html } from "hono/html";
import { type Html, wholePage } from "../stripe/pages/page.ts";

const MENU = [
  { path: "/", name: "Customers" },
  { path: "/console/clock", name: "Clock" },
  { path: "/console/events", name: "Events" },
  { path: "/console/webhooks", name: "Webhooks" },
  { path: "/console/faults", name: "Faults" },
  { path: "/console/reset", name: "Reset" },
] as const;

export type ConsolePath = (typeof MENU)[number]["path"];

export interface View {
  content: Html;
  /** Of a page below the one in the menu. */
  title?: string;
}

/** A page of the console: the menu at the side, what it is about in the middle. */
export function consolePage(here: ConsolePath, { content, title }: View, notice?: string): Html {
  const name = MENU.find(({ path }) => path === here)?.name ?? "";
  return wholePage(
    `${title ?? name} · Sandbox`,
    html`<div class="page console">
      <header class="side">
        <div class="brand"><span aria-hidden="true">S</span>Stripe sandbox</div>
        <nav class="menu" aria-label="Console">
          ${MENU.map(
            (each) =>
              html`<a href="${each.path}" ${each.path === here ? html`aria-current="page"` : ""}
                >${each.name}</a
              >`,
          )}
        </nav>
      </header>
      <main>
        ${title && html`<p class="trail"><a href="${here}">← ${name}</a></p>`}
        <h1>${title ?? name}</h1>
        ${notice && html`<p class="notice" role="status">${notice}</p>`} ${content}
      </main>
    </div>`,
  );
}
