import { createHmac } from "node:crypto";
import { createOutbox, type Outbox } from "../deliveries.ts";
import type { World } from "../world.ts";
import { newId } from "./ids.ts";

type Subject = "user" | "organization" | "organizationMembership";
export type ClerkEvent =
  | `${Subject}.${"created" | "updated" | "deleted"}`
  | `organizationInvitation.${"created" | "revoked"}`;
export type Tell = (type: ClerkEvent, data: object) => void;

interface WebhookNeeds {
  world: World;
  webhookUrl: string;
  secret: string;
  fetch: (request: Request) => Promise<Response>;
  now: () => number;
}

/** Tells the host what changed, signed as svix signs for Clerk. */
export function createWebhooks({ world, webhookUrl, secret, fetch, now }: WebhookNeeds): {
  outbox: Outbox;
  tell: Tell;
} {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const outbox = createOutbox({
    world,
    table: "clerk_deliveries",
    fetch,
    now,
    address: ({ event, body }) => ({ url: webhookUrl, headers: headersOf(event, body) }),
  });
  return { outbox, tell };

  function tell(type: ClerkEvent, data: object) {
    const body = { type, object: "event", data, timestamp: now(), instance_id: "ins_sandbox" };
    outbox.send({ event: newId("msg"), type, endpoint: "host", body: JSON.stringify(body) });
  }

  /** Signed at each attempt: a signature is good for five minutes only. */
  function headersOf(id: string, body: string) {
    const timestamp = String(Math.floor(now() / 1000));
    const signature = createHmac("sha256", key)
      .update(`${id}.${timestamp}.${body}`)
      .digest("base64");
    return {
      "content-type": "application/json",
      "svix-id": id,
      "svix-timestamp": timestamp,
      "svix-signature": `v1,${signature}`,
    };
  }
}
