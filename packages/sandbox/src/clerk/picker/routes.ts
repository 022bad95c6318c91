import { Hono } from "hono";
import type { Clients } from "../clients.ts";
import { DEMO_PEOPLE } from "../demo.ts";
import type { Directory } from "../directory.ts";
import { ClerkError } from "../errors.ts";
import { pickerHeaders, pickerPage } from "./page.ts";
import { readForm } from "../request.ts";

interface PickerNeeds {
  clients: Clients;
  directory: Directory;
  appUrl: string;
}

const FIVE_MINUTES = 5 * 60_000;

/** Sign-in without typing: choose a demo person, come back to the app as them. */
export function picker({ clients, directory, appUrl }: PickerNeeds): Hono {
  const app = new Hono();

  app.get("/", (c) => {
    const people = DEMO_PEOPLE.filter(({ id }) => directory.findPerson(id));
    return c.html(pickerPage(people), 200, pickerHeaders(appUrl));
  });

  app.post("/", async (c) => {
    const name = (await readForm(c)).get("person");
    const person = DEMO_PEOPLE.find((one) => one.name === name && directory.findPerson(one.id));
    if (!person)
      throw new ClerkError(
        400,
        "person_unknown",
        "Choose one of the people on the page.",
        "person",
      );
    const target = new URL("/sign-in", appUrl);
    target.searchParams.set("__clerk_ticket", clients.issueTicket(person.id, FIVE_MINUTES));
    const next = ownAddress(c.req.query("redirect_url"), appUrl);
    if (next) target.searchParams.set("redirect_url", next);
    return c.redirect(target.href, 303);
  });

  return app;
}

/** Where to go on afterwards, if that is one of the app's own pages. */
function ownAddress(wished: string | undefined, appUrl: string): string | undefined {
  if (!wished || !URL.canParse(wished, appUrl)) return undefined;
  const url = new URL(wished, appUrl);
  if (url.origin !== new URL(appUrl).origin || url.username || url.password) return undefined;
  return url.href;
}
