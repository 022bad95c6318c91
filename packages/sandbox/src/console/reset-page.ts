import { html } from "hono/html";
import type { View } from "./frame.ts";

export function resetPage(): View {
  const content = html`<form class="card" method="post" action="/console/reset">
    <p>
      Everything that happened here is forgotten and the demo begins anew, for Stripe and for Clerk.
      Keys stay. People are signed out.
    </p>
    <div class="actions"><button class="button end">Reset everything</button></div>
  </form>`;
  return { content };
}
