import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { Books } from "../stripe/books/books.ts";
import { closeDispute, disputeCharge } from "../stripe/disputes/follow-dispute.ts";

const complaint = z.strictObject({ charge: z.string() });
const decision = z.strictObject({ status: z.enum(["won", "lost"]) });

/** What people tell their banks of any charge, and what banks decide, also after they decided otherwise. */
export function disputeControls(books: () => Books): Hono {
  return new Hono()
    .post("/", async (c) => {
      const { charge: id } = await wishIn(c, complaint);
      const charge = found(books().charges.find(id));
      return c.json(disputeCharge(books(), charge, "fraudulent"), 201);
    })
    .post("/:id", async (c) => {
      const { status } = await wishIn(c, decision);
      const dispute = found(books().disputes.find(c.req.param("id")));
      if (dispute.status === status)
        throw new HTTPException(409, { message: `This dispute is ${status} already.` });
      return c.json(closeDispute(books(), dispute, status, null));
    });
}

async function wishIn<Wish>(c: Context, wish: z.ZodType<Wish>): Promise<Wish> {
  const said = wish.safeParse(await c.req.json().catch(() => undefined));
  if (said.success) return said.data;
  throw new HTTPException(400, {
    message: `Banks do not understand that. ${z.prettifyError(said.error)}`,
  });
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing) return thing;
  throw new HTTPException(404, { message: "There is nothing of that name in the sandbox." });
}
