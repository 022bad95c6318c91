import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import type { Books } from "../books.ts";
import { idOf } from "../id-of.ts";
import type { Subscription } from "../shapes.ts";
import { cardPage, isChoice } from "./card-page.ts";
import { cancelPlan, changeCard, renewPlan } from "./changes.ts";
import { ownPagesOnly, pageHeaders, policy } from "./guards.ts";
import { homePage, NOTICES } from "./home-page.ts";
import { invoiceSheet, invoiceTitle } from "./invoice-page.ts";
import { afterFlow, landing } from "./landing.ts";
import { plainPage, portalPage, sheetPage, STYLE_PATH } from "./page.ts";
import { cancelPage, donePage, renewPage } from "./plan-pages.ts";
import { STYLE } from "./style.ts";
import { type Visit, visitBy } from "./visit.ts";

type Answer = (c: Context, visit: Visit) => Response | Promise<Response>;

const LARGEST_FORM = 64 * 1024;

/** The customer portal, as a person clicks through it. */
export function createPages(books: Books): (request: Request) => Promise<Response> {
  const app = new Hono();
  app.use(pageHeaders, ownPagesOnly, bodyLimit({ maxSize: LARGEST_FORM, onError: tooLong }));
  app.get(STYLE_PATH, (c) => c.body(STYLE, 200, { "content-type": "text/css; charset=utf-8" }));
  app.get("/i/:id", (c) => {
    const invoice = books.invoices.find(c.req.param("id"));
    return invoice ? c.html(sheetPage(invoiceTitle(invoice), invoiceSheet(invoice))) : missing(c);
  });

  shows("", (c, visit) => {
    const step = landing(visit);
    return step ? c.redirect(`${visit.root}/${step}`, 303) : home(c, visit);
  });
  shows("/home", home);
  shows("/done", (c, visit) => c.html(donePage(visit)));
  shows("/invoices/:id", (c, visit) => {
    const invoice = visit.invoices.find(({ id }) => id === c.req.param("id"));
    if (!invoice) return missing(c);
    const back = html`<p><a href="${visit.root}/home">← All of billing</a></p>`;
    const content = html`${invoiceSheet(invoice)}${back}`;
    return c.html(portalPage(visit, invoiceTitle(invoice), content));
  });

  shows("/payment-method", (c, visit) =>
    mayChangeCard(visit) ? c.html(cardPage(visit)) : missing(c),
  );
  takes("/payment-method", async (c, visit) => {
    const card = (await formOf(c)).get("card");
    if (!mayChangeCard(visit) || !isChoice(card)) return missing(c);
    changeCard(books, visit, card);
    return c.redirect(afterFlow(visit, "payment_method_update", "card"), 303);
  });

  shows("/plans/:id/cancel", (c, visit) => {
    const plan = planIn(c, visit);
    return plan?.cancel_at === null ? c.html(cancelPage(visit, plan, nameOf(plan))) : missing(c);
  });
  takes("/plans/:id/cancel", async (c, visit) => {
    const plan = planIn(c, visit);
    if (plan?.cancel_at !== null) return missing(c);
    cancelPlan(books, visit, plan, (await formOf(c)).get("feedback"));
    return c.redirect(afterFlow(visit, "subscription_cancel", "cancel"), 303);
  });
  shows("/plans/:id/renew", (c, visit) => {
    const plan = planIn(c, visit);
    return plan?.cancel_at ? c.html(renewPage(visit, plan, nameOf(plan))) : missing(c);
  });
  takes("/plans/:id/renew", (c, visit) => {
    const plan = planIn(c, visit);
    if (!plan?.cancel_at) return missing(c);
    renewPlan(books, plan);
    return c.redirect(`${visit.root}/home?done=renew`, 303);
  });

  app.notFound(missing);
  app.onError((error, c) => {
    console.error(error);
    return c.html(plainPage("Something went wrong", "The sandbox printed what it was."), 500);
  });
  return async (request) => app.fetch(request);

  function shows(path: string, answer: Answer) {
    app.get(`/p/session/:token${path}`, (c) => withVisit(c, answer));
  }

  function takes(path: string, answer: Answer) {
    app.post(`/p/session/:token${path}`, (c) => withVisit(c, answer));
  }

  function withVisit(c: Context, answer: Answer): Response | Promise<Response> {
    const token = c.req.param("token") ?? "";
    const visit = visitBy(books, token);
    if (!visit) return c.html(expired(books.portalLinks.get(token)?.return_url), 410);
    const wayOut = visit.link.flow?.after_completion.redirect;
    if (wayOut) c.header("content-security-policy", policy(wayOut.return_url));
    return answer(c, visit);
  }

  function home(c: Context, visit: Visit) {
    return c.html(homePage(visit, NOTICES[c.req.query("done") ?? ""], nameOf));
  }

  function nameOf({ items }: Subscription): string {
    const names = items.data.map(({ price }) => books.products.find(idOf(price.product))?.name);
    return names.filter(Boolean).join(" and ") || "Plan";
  }
}

function expired(returnUrl: string | null | undefined) {
  const words =
    "A billing link works for a short time only. Go back to where you came from and open billing again.";
  return plainPage("This link has expired", words, returnUrl);
}

async function formOf(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}

function tooLong(c: Context) {
  return c.html(plainPage("This was refused", "The form is longer than any of ours."), 413);
}

function mayChangeCard({ configuration }: Visit): boolean {
  return configuration.features.payment_method_update.enabled;
}

/** The plan a page is about, while it runs and the portal lets people end it. */
function planIn(c: Context, { subscriptions, configuration }: Visit): Subscription | undefined {
  if (!configuration.features.subscription_cancel.enabled) return undefined;
  return subscriptions.find(({ id, ended_at }) => id === c.req.param("id") && ended_at === null);
}

function missing(c: Context) {
  const words = "The link may be old, or the portal does not offer this.";
  return c.html(plainPage("There is no such page", words), 404);
}
