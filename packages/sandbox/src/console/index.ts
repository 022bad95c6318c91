import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { refuseStrangers } from "../loopback.ts";
import { ownPagesOnly, pageHeaders } from "../stripe/pages/guards.ts";
import { plainPage } from "../stripe/pages/page.ts";
import { clockPage } from "./clock-page.ts";
import { customerInvoicesPage, customerPage } from "./customer-page.ts";
import { customersPage } from "./customers-page.ts";
import { eventPage } from "./event-page.ts";
import { eventsPage } from "./events-page.ts";
import { faultsPage } from "./faults-page.ts";
import { type ConsoleNeeds, takeForms } from "./forms.ts";
import { type ConsolePath, consolePage, type View } from "./frame.ts";
import { missing, refused } from "./refusals.ts";
import { resetPage } from "./reset-page.ts";
import { webhooksPage } from "./webhooks-page.ts";

const LARGEST_FORM = 16 * 1024;

/** Where a person sees what the sandbox knows, and makes things go wrong. */
export function createConsole(needs: ConsoleNeeds) {
  const { standIn, faults, now } = needs;
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

  takeForms(app, needs);

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
