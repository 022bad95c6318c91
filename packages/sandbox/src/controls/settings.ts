import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { Books } from "../stripe/books/books.ts";
import { choose, settings, settingsIn } from "../stripe/books/settings.ts";

/** What a person would choose on Stripe's dashboard. */
export function settingsControls(books: () => Books): Hono {
  return new Hono()
    .get("/", (c) => c.json(settingsIn(books())))
    .post("/", async (c) => {
      const chosen = settings.safeParse(await c.req.json().catch(() => undefined));
      if (!chosen.success)
        throw new HTTPException(400, {
          message: `There is no such setting. ${z.prettifyError(chosen.error)}`,
        });
      choose(books(), chosen.data);
      return c.json(settingsIn(books()));
    });
}
