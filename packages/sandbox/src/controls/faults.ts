import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { faultWish } from "../faults/fault.ts";
import type { Faults } from "../faults/faults.ts";

/** Switches faults on and off. */
export function faultControls(faults: Faults): Hono {
  return new Hono()
    .get("/", (c) => c.json({ faults: faults.all() }))
    .post("/", async (c) => {
      const wish = faultWish.safeParse(await c.req.json().catch(() => undefined));
      if (!wish.success)
        throw new HTTPException(400, {
          message: `This is not a fault we know. ${z.prettifyError(wish.error)}`,
        });
      return c.json(faults.add(wish.data), 201);
    })
    .delete("/", (c) => {
      faults.clear();
      return c.json({ faults: [] });
    })
    .delete("/:id", (c) => {
      if (!faults.remove(c.req.param("id")))
        throw new HTTPException(404, { message: "This fault is not switched on." });
      return c.json({ faults: faults.all() });
    });
}
