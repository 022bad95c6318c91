import { html } from "hono/html";
import type { FaultWish } from "../faults/fault.ts";
import type { OpenFault } from "../faults/faults.ts";
import type { View } from "./frame.ts";
import { faultWords, OFFERED, scopeWords } from "./fault-words.ts";

type Scope = Pick<FaultWish, "for_requests" | "for_seconds">;

export const SPANS: { words: string; scope: Scope }[] = [
  { words: "The next one", scope: { for_requests: 1 } },
  { words: "The next ten", scope: { for_requests: 10 } },
  { words: "One minute", scope: { for_seconds: 60 } },
  { words: "Until I switch it off", scope: {} },
];

/** What goes wrong now, and what could. */
export function faultsPage(faults: OpenFault[], now: number): View {
  const content = html`<section aria-labelledby="on">
      <h2 id="on">Switched on</h2>
      ${
        faults.length === 0
          ? html`<div class="card quiet">Nothing. Stripe is well.</div>`
          : faults.map((each) => openFault(each, now))
      }
    </section>
    <section aria-labelledby="off">
      <h2 id="off">Switch on</h2>
      <form class="card" method="post" action="/console/faults">
        <label for="fault">What goes wrong</label>
        <select id="fault" name="fault">
          ${OFFERED.map((each, place) => html`<option value="${place}">${faultWords(each)}</option>`)}
        </select>
        <label for="span">For how long</label>
        <select id="span" name="span">
          ${SPANS.map(({ words }, place) => html`<option value="${place}">${words}</option>`)}
        </select>
        <label for="method">Which requests</label>
        <select id="method" name="method">
          <option value="">All</option>
          <option>GET</option>
          <option>POST</option>
          <option>DELETE</option>
        </select>
        <label for="path">Whose path begins with</label>
        <input
          id="path"
          name="path"
          placeholder="/v1/customers"
          pattern="/v1.*"
          autocomplete="off"
        />
        <div class="actions"><button class="button main">Switch on</button></div>
      </form>
      <p class="quiet">
        Programs do the same at <code>POST /sandbox/faults</code>, or for one request with the
        header <code>Portico-Sandbox-Fault</code>.
      </p>
    </section>`;
  return { content };
}

function openFault(fault: OpenFault, now: number) {
  const words = faultWords(fault.fault);
  return html`<form class="card row" method="post" action="/console/faults/off">
    <div>
      <strong>${words}</strong>
      <p class="quiet">${scopeWords(fault, now)}</p>
    </div>
    <input type="hidden" name="id" value="${fault.id}" />
    <button class="button" aria-label="Switch off: ${words}">Switch off</button>
  </form>`;
}
