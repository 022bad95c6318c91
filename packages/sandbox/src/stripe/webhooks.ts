import { createHmac } from "node:crypto";
import { createOutbox, type DeliveryTroubles, type Outbox } from "../deliveries.ts";
import type { World } from "../world.ts";
import { type Books, listensTo, type StripeEvent } from "./books.ts";

interface WebhooksNeeds {
  world: World;
  fetch: (request: Request) => Promise<Response>;
  /** Real time: signatures carry it, whatever the sandbox's clock says. */
  realNow: () => number;
  books: () => Books;
  troubles: DeliveryTroubles;
}

/** Sends each event to every endpoint that listens to it, signed anew at each attempt. */
export function createWebhooks({ world, fetch, realNow, books, troubles }: WebhooksNeeds) {
  const outbox: Outbox = createOutbox({
    world,
    table: "stripe_deliveries",
    fetch,
    now: realNow,
    troubles,
    address({ endpoint, body }) {
      const to = books().webhookEndpoints.find(endpoint);
      if (!to || to.status !== "enabled") return undefined;
      return {
        url: to.url,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "stripe-signature": sign(body, to.secret, Math.floor(realNow() / 1000)),
        },
      };
    },
  });

  function send(event: StripeEvent) {
    const endpoints = books().webhookEndpoints.all();
    for (const endpoint of endpoints)
      if (listensTo(endpoint, event.type))
        outbox.send(event.id, endpoint.id, JSON.stringify(event, null, 2));
  }

  function undelivered(): Set<string> {
    const waiting = outbox.all().filter(({ delivered_at }) => delivered_at === null);
    return new Set(waiting.map(({ event }) => event));
  }

  return { outbox, send, undelivered };
}

function sign(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
