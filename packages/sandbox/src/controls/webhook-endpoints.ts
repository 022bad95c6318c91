import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { Books } from "../stripe/books/books.ts";
import { LONGEST_OVERLAP, rollSecret } from "../stripe/webhooks/signing-secrets.ts";

const wish = z.strictObject({ overlap: z.int().min(0).max(LONGEST_OVERLAP) });

/** What Stripe's dashboard does with an endpoint and its API does not. */
export function webhookEndpointControls(books: () => Books, now: () => number): Hono {
  return new Hono().post("/:id/roll", async (c) => {
    const endpoint = books().webhookEndpoints.find(c.req.param("id"));
    if (!endpoint) throw new HTTPException(404, { message: "There is no such endpoint." });
    const asked = wish.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success)
      throw new HTTPException(400, {
        message: `Send JSON: {"overlap": seconds}, a day at most. ${z.prettifyError(asked.error)}`,
      });
    const { secret, rolled } = rollSecret(books(), endpoint, asked.data.overlap, now());
    return c.json({ secret, rolled });
  });
}
