import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Outbox } from "../deliveries.ts";
import type { Delivery } from "../delivery-shelf.ts";

/** Webhooks on their way and lately arrived. Whoever starts the house waits until none is pending. */
export function deliveryControls(outboxes: () => Outbox[]): Hono {
  const pending = () => outboxes().reduce((sum, outbox) => sum + outbox.pending(), 0);
  return new Hono()
    .get("/", (c) =>
      c.json({
        pending: pending(),
        deliveries: outboxes().flatMap((outbox) => outbox.all().map(deliveryJson)),
      }),
    )
    .post("/:id", (c) => {
      const id = c.req.param("id");
      if (!outboxes().some((outbox) => outbox.sendAgain(id)))
        throw new HTTPException(404, {
          message: "There is no such delivery. It may be too old: only the newest are kept.",
        });
      return c.json({ pending: pending() }, 202);
    });
}

function deliveryJson(delivery: Delivery) {
  const { id, event, type, endpoint, attempts, last_status, delivered_at } = delivery;
  return { id, event, type, endpoint, attempts, last_status, delivered: delivered_at !== null };
}
