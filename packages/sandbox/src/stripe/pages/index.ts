import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Books } from "../books/books.ts";
import { bank } from "./bank/index.ts";
import { checkout } from "./checkout/index.ts";
import { links } from "./checkout/links.ts";
import { ownPagesOnly, pageHeaders } from "./guards.ts";
import { invoices } from "./invoice/index.ts";
import { plainPage, STYLE_PATH } from "./page.ts";
import { portal } from "./portal/index.ts";
import { STYLE } from "./style.ts";

const LARGEST_FORM = 64 * 1024;

/** All of Stripe that people click through. */
export function createPages(books: Books): (request: Request) => Promise<Response> {
  const app = new Hono();
  app.use(pageHeaders, ownPagesOnly, bodyLimit({ maxSize: LARGEST_FORM, onError: tooLong }));
  app.get(STYLE_PATH, (c) => c.body(STYLE, 200, { "content-type": "text/css; charset=utf-8" }));
  app.route("/", invoices(books));
  app.route("/", bank(books));
  app.route("/", checkout(books));
  app.route("/", links(books));
  app.route("/", portal(books));

  app.notFound(missing);
  app.onError((error, c) => {
    console.error(error);
    return c.html(plainPage("Something went wrong", "The sandbox printed what it was."), 500);
  });
  return async (request) => app.fetch(request);
}

function tooLong(c: Context) {
  return c.html(plainPage("This was refused", "The form is longer than any of ours."), 413);
}

function missing(c: Context) {
  const words = "The link may be old, or the portal does not offer this.";
  return c.html(plainPage("There is no such page", words), 404);
}
