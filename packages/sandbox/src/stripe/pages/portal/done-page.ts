import { html } from "hono/html";
import type { Html } from "../page.ts";
import { portalPage } from "./portal-page.ts";
import type { Visit } from "./visit.ts";

/** Where a deep link ends that asks for a word of confirmation. */
export function donePage(visit: Visit): Html {
  const words = visit.link.flow?.after_completion.hosted_confirmation?.custom_message;
  return portalPage(
    visit,
    "Done",
    html`<h1>Done</h1>
      <p class="card">${words ?? "Your change is saved."}</p>`,
  );
}
