import type { SandboxKeys } from "../keys.ts";
import type { Outbox } from "../deliveries.ts";
import type { World } from "../world.ts";
import { createApi } from "./api.ts";
import { type Books, openBooks } from "./books.ts";
import { refuseStrangers } from "./loopback.ts";
import { createPages } from "./pages/index.ts";
import { createWebhooks } from "./webhooks.ts";
import { seed } from "./seed.ts";

export interface StripeSandboxNeeds {
  world: World;
  keys: SandboxKeys;
  /** Where the host takes Stripe's webhooks. */
  webhookUrl: string;
  /** Which events it asks for. */
  webhookEvents: string[];
  /** Where people's browsers find this sandbox. */
  publicUrl: string;
  /** Where people are led back to when a portal session does not say. */
  appUrl: string;
  fetch: (request: Request) => Promise<Response>;
  now: () => number;
}

export interface StripeSandbox {
  fetch(request: Request): Promise<Response>;
  outbox: Outbox;
}

/** A Stripe that runs on this machine: API, webhooks, and a customer portal to click through. */
export function createStripeSandbox({
  world,
  keys,
  webhookUrl,
  webhookEvents,
  publicUrl,
  appUrl,
  fetch,
  now,
}: StripeSandboxNeeds): StripeSandbox {
  const { outbox, send } = createWebhooks({ world, fetch, realNow: now, books: () => books });
  const books: Books = openBooks({ world, now, send });
  const openedAt = seed(world, books, {
    secret: keys.stripeWebhookSecret,
    webhookUrl,
    webhookEvents,
    publicUrl,
    appUrl,
  });
  const api = createApi({ world, books, publicUrl, openedAt });
  const pages = createPages(books);

  return {
    outbox,
    async fetch(request) {
      const stranger = refuseStrangers(request);
      if (stranger) return stranger;
      return new URL(request.url).pathname.startsWith("/v1") ? api(request) : pages(request);
    },
  };
}
