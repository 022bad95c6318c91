import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { faultWish } from "../faults/fault.ts";
import type { Faults } from "../faults/faults.ts";
import { refuseStrangers } from "../loopback.ts";
import { choose, settings } from "../stripe/books/settings.ts";
import type { StripeSandbox } from "../stripe/index.ts";
import { ownPagesOnly, pageHeaders } from "../stripe/pages/guards.ts";
import { plainPage } from "../stripe/pages/page.ts";
import { rollSecret } from "../stripe/webhooks/signing-secrets.ts";
import { clockPage, timeAsked } from "./clock-page.ts";
import { customerInvoicesPage, customerPage } from "./customer-page.ts";
import { customersPage } from "./customers-page.ts";
import { eventPage } from "./event-page.ts";
import { eventsPage } from "./events-page.ts";
import { OFFERED } from "./fault-words.ts";
import { faultsPage, SPANS } from "./faults-page.ts";
import { type ConsolePath, consolePage, type View } from "./frame.ts";
import { resetPage } from "./reset-page.ts";
import { OVERLAPS, webhooksPage } from "./webhooks-page.ts";

interface ConsoleNeeds {
  /** A reset makes others. */
  standIn: () => Pick<StripeSandbox, "books" | "outbox" | "moveTo">;
  faults: Faults;
  reset: () => void;
  now: () => number;
}

const LARGEST_FORM = 16 * 1024;

/** Where a person sees what the sandbox knows, and makes things go wrong. */
export function createConsole({ standIn, faults, reset, now }: ConsoleNeeds) {
  const app = new Hono();
  app.use(
    pageHeaders,
    async (c, next) => refuseStrangers(c.req.raw) ?? next(),
    ownPagesOnly,
    bodyLimit({ maxSize: LARGEST_FORM, onError: refused }),
  );

  const books = () => standIn().books;
  shows("/", "/", (c) => customersPage(books(), c.req.query("after")));
  shows("/", "/console/customers/:id", (c) => {
    const customer = books().customers.find(c.req.param("id") ?? "");
    return customer && customerPage(books(), customer);
  });
  shows("/", "/console/customers/:id/invoices", (c) => {
    const customer = books().customers.find(c.req.param("id") ?? "");
    return customer && customerInvoicesPage(books(), customer, c.req.query("after"));
  });
  shows("/console/clock", "/console/clock", (c) => clockPage(books(), c.req.query("since")));
  shows("/console/events", "/console/events", (c) =>
    eventsPage(books(), { after: c.req.query("after"), customer: c.req.query("customer") }),
  );
  shows("/console/events", "/console/events/:id", (c) => {
    const event = books().events.find(c.req.param("id") ?? "");
    return event && eventPage(books(), standIn().outbox.all(), event);
  });
  shows("/console/webhooks", "/console/webhooks", () => webhooksPage(books(), now()));
  shows("/console/faults", "/console/faults", () => faultsPage(faults.all(), now()));
  shows("/console/reset", "/console/reset", resetPage);

  app.post("/console/clock", async (c) => {
    const since = books().now();
    const to = timeAsked(await formOf(c), since);
    if (to === undefined) return refused(c);
    standIn().moveTo(to);
    return c.redirect(`/console/clock?since=${since}`, 303);
  });
  app.post("/console/settings", async (c) => {
    const chosen = settings.safeParse(Object.fromEntries(await formOf(c)));
    if (!chosen.success) return refused(c);
    choose(books(), chosen.data);
    return c.redirect("/console/clock?done=saved", 303);
  });
  app.post("/console/deliveries", async (c) => {
    const delivery = (await formOf(c)).get("delivery") ?? "";
    if (!standIn().outbox.sendAgain(delivery)) return missing(c);
    return c.redirect(`/console/events/${delivery.split(":")[0]}?done=again`, 303);
  });
  app.post("/console/webhooks/:id/:verb{enable|disable|roll}", async (c) => {
    const { id, verb } = c.req.param();
    const endpoint = books().webhookEndpoints.find(id);
    if (!endpoint) return missing(c);
    if (verb === "roll") {
      const overlap = (await formOf(c)).get("overlap");
      const chosen = OVERLAPS.find(({ seconds }) => String(seconds) === overlap);
      if (!chosen) return refused(c);
      rollSecret(books(), endpoint, chosen.seconds, now());
      return c.redirect("/console/webhooks?done=rolled", 303);
    }
    const status = verb === "enable" ? "enabled" : "disabled";
    books().webhookEndpoints.put({ ...endpoint, status });
    return c.redirect("/console/webhooks?done=saved", 303);
  });
  app.post("/console/faults", async (c) => {
    const wish = wishIn(await formOf(c));
    if (!wish.success) return refused(c);
    faults.add(wish.data);
    return c.redirect("/console/faults?done=on", 303);
  });
  app.post("/console/faults/off", async (c) => {
    faults.remove((await formOf(c)).get("id") ?? "");
    return c.redirect("/console/faults?done=off", 303);
  });
  app.post("/console/reset", (c) => {
    reset();
    return c.redirect("/?done=reset", 303);
  });

  app.notFound(missing);
  app.onError((error, c) => {
    console.error(error);
    return c.html(plainPage("Something went wrong", "The sandbox printed what it was."), 500);
  });
  return async (request: Request): Promise<Response> => app.fetch(request);

  function shows(menu: ConsolePath, path: string, view: (c: Context) => View | undefined) {
    app.get(path, (c) => {
      const shown = view(c);
      return shown
        ? c.html(consolePage(menu, shown, NOTICES[c.req.query("done") ?? ""]))
        : missing(c);
    });
  }
}

/** What was just done, by the word in the address. */
const NOTICES: Record<string, string> = {
  again: "It is sent again.",
  on: "It goes wrong from now on.",
  off: "It is switched off.",
  rolled: "There is a new secret.",
  saved: "It is saved.",
  reset: "The demo begins anew.",
};

async function formOf(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}

function wishIn(form: URLSearchParams) {
  const [path, method] = [form.get("path"), form.get("method")];
  return faultWish.safeParse({
    fault: OFFERED[Number(form.get("fault"))],
    ...SPANS[Number(form.get("span"))]?.scope,
    ...(path && { path }),
    ...(method && { method }),
  });
}

function refused(c: Context) {
  const words = "The form says something the sandbox does not understand. Go back and try again.";
  return c.html(plainPage("This was refused", words), 400);
}

function missing(c: Context) {
  return c.html(plainPage("There is no such page", "What it was about may be gone."), 404);
}
