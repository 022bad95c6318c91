import { html } from "hono/html";
import { BUSINESS } from "../../account.ts";
import { type Html, wayBack, wholePage } from "../page.ts";
import type { Visit } from "./visit.ts";

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
        <p>${headline ?? "Manage your plan, your cards and your invoices."}</p>
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

/** The way out of a step: to the rest of the portal, which a deep link does not show. */
export function leaving({ link, flow, root }: Visit, words = "Back"): Html {
  const to = flow ? link.return_url : `${root}/home`;
  return html`${to && html`<a class="button" href="${to}">${words}</a>`}`;
}
