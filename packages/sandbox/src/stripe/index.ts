import { setTimeout as sleep } from "node:timers/promises";
import { openClock } from "../clock.ts";
import type { Outbox } from "../deliveries.ts";
import { troublesFrom } from "../faults/delivery-troubles.ts";
import type { Faults } from "../faults/faults.ts";
import type { SandboxKeys } from "../keys.ts";
import { refuseStrangers } from "../loopback.ts";
import { openPast } from "../past.ts";
import type { World } from "../world.ts";
import { createApi } from "./api/api.ts";
import { withFaults } from "./api/faulty-api.ts";
import { tellAnswer } from "./api/tell-answer.ts";
import type { Books } from "./books/books.ts";
import { openBooks } from "./books/open-books.ts";
import { createPages } from "./pages/index.ts";
import { seed } from "./seed/seed.ts";
import { hearAll } from "./time/awaited.ts";
import { catchUp } from "./time/catch-up.ts";
import { moveClock } from "./time/move-clock.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

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
  /** Real time. */
  now: () => number;
  faults: Faults;
  /** How latency passes. */
  wait?: (milliseconds: number) => Promise<void>;
}

export interface StripeSandbox {
  fetch(request: Request): Promise<Response>;
  outbox: Outbox;
  books: Books;
  /** Moves its clock to a time, in seconds, and lets all happen that was due on the way. */
  moveTo(time: number): void;
  /** Lets all happen that is due by now. */
  catchUp(): Promise<void>;
}

/** A Stripe that runs on this machine: API, webhooks, and a customer portal to click through. */
export function createStripeSandbox({
  world: present,
  keys,
  webhookUrl,
  webhookEvents,
  publicUrl,
  appUrl,
  fetch,
  now,
  faults,
  wait = async (milliseconds) => sleep(milliseconds),
}: StripeSandboxNeeds): StripeSandbox {
  const { world, ago } = openPast(present, now);
  const { outbox, send, undelivered } = createWebhooks({
    world,
    fetch,
    realNow: now,
    books: () => books,
    troubles: troublesFrom(faults),
  });
  const clock = openClock(world, now);
  const books: Books = openBooks({ world, now: clock.now, publicUrl, send, undelivered });
  const openedAt = seed(world, books, {
    secret: keys.stripeWebhookSecret,
    webhookUrl,
    webhookEvents,
    appUrl,
  });
  const answer = createApi({ world, books, publicUrl, openedAt });
  const api = withFaults({ api: answer, faults, ago, wait });
  const pages = createPages(books);

  const moveTo = (time: number) => moveClock(books, clock, time);

  return {
    outbox,
    books,
    moveTo,
    catchUp: async () => catchUp(books),
    async fetch(request) {
      const stranger = refuseStrangers(request);
      if (stranger) return stranger;
      const isApi = new URL(request.url).pathname.startsWith("/v1");
      try {
        return isApi ? await tellAnswer(request, await api(request)) : await pages(request);
      } finally {
        books.together(() => hearAll(books));
      }
    },
  };
}
