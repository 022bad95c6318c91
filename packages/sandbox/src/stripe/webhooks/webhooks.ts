import { createHmac } from "node:crypto";
import { createOutbox, type DeliveryTroubles, type Outbox } from "../../deliveries.ts";
import type { World } from "../../world.ts";
import type { Books, StripeEvent } from "../books/books.ts";
import { listensTo } from "../books/listens-to.ts";
import { activeSecrets } from "./signing-secrets.ts";

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
          "stripe-signature": sign(
            body,
            activeSecrets(to, realNow()),
            Math.floor(realNow() / 1000),
          ),
        },
      };
    },
  });

  function send(event: StripeEvent) {
    for (const endpoint of books().webhookEndpoints.all())
      if (listensTo(endpoint, event.type)) {
        const api_version = endpoint.api_version ?? event.api_version;
        const body = JSON.stringify({ ...event, api_version }, null, 2);
        outbox.send({ event: event.id, type: event.type, endpoint: endpoint.id, body });
      }
  }

  function undelivered(): Set<string> {
    const waiting = outbox.all().filter(({ delivered_at }) => delivered_at === null);
    return new Set(waiting.map(({ event }) => event));
  }

  return { outbox, send, undelivered };
}

/** One signature for each secret: whoever knows either believes it. */
function sign(body: string, secrets: string[], seconds: number): string {
  const proofs = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"),
  );
  return [`t=${seconds}`, ...proofs.map((proof) => `v1=${proof}`)].join(",");
}
