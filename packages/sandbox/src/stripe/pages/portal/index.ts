import { Hono } from "hono";
import type { Books } from "../../books/books.ts";
import { planName } from "../plan-name.ts";
import { cards } from "./cards/cards.ts";
import { type Desk, openDesk } from "./desk.ts";
import { details } from "./details/details.ts";
import { donePage } from "./done-page.ts";
import { endings } from "./endings/endings.ts";
import { homePage } from "./home-page.ts";
import { invoices } from "./invoices/invoices.ts";
import { landing } from "./landing.ts";
import { pauses } from "./pauses/pauses.ts";
import { updates } from "./updates/updates.ts";
import type { Visit } from "./visit.ts";

/** The customer portal, as a person clicks through it. */
export function portal(books: Books): Hono {
  const app = new Hono();
  const desk = openDesk(app, books);
  for (const subject of [frontDoor, updates, endings, pauses, cards, details, invoices])
    subject(desk);
  return app;
}

function frontDoor({ books, shows }: Desk) {
  shows("", ({ visit, query }) => landing(visit) ?? home(visit, query));
  shows("/home", ({ visit, query }) => home(visit, query));
  shows("/done", ({ visit }) => donePage(visit));

  function home(visit: Visit, query: URLSearchParams) {
    return homePage(visit, query, (plan) => planName(books, plan));
  }
}
