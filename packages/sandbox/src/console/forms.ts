import type { Context, Hono } from "hono";
import { faultWish } from "../faults/fault.ts";
import type { Faults } from "../faults/faults.ts";
import { choose, settings } from "../stripe/books/settings.ts";
import type { StripeSandbox } from "../stripe/index.ts";
import { rollSecret } from "../stripe/webhooks/signing-secrets.ts";
import { timeAsked } from "./clock-page.ts";
import { OFFERED } from "./fault-words.ts";
import { SPANS } from "./faults-page.ts";
import { missing, refused } from "./refusals.ts";
import { OVERLAPS } from "./webhooks-page.ts";

export interface ConsoleNeeds {
  /** A reset makes others. */
  standIn: () => Pick<StripeSandbox, "books" | "outbox" | "moveTo">;
  faults: Faults;
  reset: () => void;
  now: () => number;
}

/** What people do here. Each form leads back to a page that says it is done. */
export function takeForms(app: Hono, { standIn, faults, reset, now }: ConsoleNeeds) {
  const books = () => standIn().books;

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
}

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
