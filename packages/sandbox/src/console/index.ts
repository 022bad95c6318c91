import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Outbox } from "../deliveries.ts";
import { faultWish } from "../faults/fault.ts";
import type { Faults } from "../faults/faults.ts";
import type { Books } from "../stripe/books.ts";
import { refuseStrangers } from "../stripe/loopback.ts";
import { ownPagesOnly, pageHeaders } from "../stripe/pages/guards.ts";
import { type Html, plainPage } from "../stripe/pages/page.ts";
import { customersPage } from "./customers-page.ts";
import { eventsPage } from "./events-page.ts";
import { OFFERED } from "./fault-words.ts";
import { faultsPage, SPANS } from "./faults-page.ts";
import { type ConsolePath, consolePage } from "./frame.ts";
import { resetPage } from "./reset-page.ts";

interface ConsoleNeeds {
  /** A reset makes others. */
  standIn: () => { books: Books; outbox: Outbox };
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

  shows("/", () => customersPage(standIn().books));
  shows("/console/events", (c) => {
    const { books, outbox } = standIn();
    return eventsPage(books, outbox.all(), c.req.query("after"));
  });
  shows("/console/faults", () => faultsPage(faults.all(), now()));
  shows("/console/reset", resetPage);

  app.post("/console/deliveries", async (c) => {
    const again = standIn().outbox.sendAgain((await formOf(c)).get("delivery") ?? "");
    return again ? c.redirect("/console/events?done=again", 303) : missing(c);
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

  function shows(path: ConsolePath, content: (c: Context) => Html) {
    app.get(path, (c) => c.html(consolePage(path, content(c), NOTICES[c.req.query("done") ?? ""])));
  }
}

/** What was just done, by the word in the address. */
const NOTICES: Record<string, string> = {
  again: "It is sent again.",
  on: "It goes wrong from now on.",
  off: "It is switched off.",
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
