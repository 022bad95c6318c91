import { Hono } from "hono";
import { html } from "hono/html";
import type { Books } from "../../books.ts";
import { invoiceSheet, invoiceTitle } from "../invoice-page.ts";
import { cards } from "./cards.ts";
import { type Desk, openDesk } from "./desk.ts";
import { homePage, NOTICES } from "./home-page.ts";
import { landing } from "./landing.ts";
import { donePage } from "./plan-pages.ts";
import { plans } from "./plans.ts";
import { portalPage } from "./portal-page.ts";
import { planName, type Visit } from "./visit.ts";

/** The customer portal, as a person clicks through it. */
export function portal(books: Books): Hono {
  const app = new Hono();
  const desk = openDesk(app, books);
  frontDoor(desk);
  cards(desk);
  plans(desk);
  return app;
}

function frontDoor({ books, shows }: Desk) {
  shows("", ({ visit, query }) => {
    const step = landing(visit);
    return step ? { to: `${visit.root}/${step}` } : home(visit, query);
  });
  shows("/home", ({ visit, query }) => home(visit, query));
  shows("/done", ({ visit }) => donePage(visit));
  shows("/invoices/:id", ({ visit, id: named }) => {
    const invoice = visit.invoices.find(({ id }) => id === named);
    if (!invoice) return undefined;
    const back = html`<p><a href="${visit.root}/home">← All of billing</a></p>`;
    return portalPage(visit, invoiceTitle(invoice), html`${invoiceSheet(invoice)}${back}`);
  });

  function home(visit: Visit, query: URLSearchParams) {
    return homePage(visit, NOTICES[query.get("done") ?? ""], (plan) => planName(books, plan));
  }
}
