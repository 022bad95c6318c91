import { createClerkSandbox, keyInMemory, type SigningKey } from "./clerk/index.ts";
import { createConsole } from "./console/index.ts";
import { createControls } from "./controls/index.ts";
import { openFaults } from "./faults/faults.ts";
import { makeKeys, type SandboxKeys } from "./keys.ts";
import { letTimePass } from "./let-time-pass.ts";
import { sayFarewell } from "./stripe/farewell.ts";
import { createStripeSandbox } from "./stripe/index.ts";
import { answerClock } from "./stripe/time/move-clock.ts";
import { type World, worldInMemory } from "./world.ts";

export interface SandboxWish {
  /** People's address, where the page is. */
  appUrl: string;
  /** Where webhooks are delivered. */
  apiUrl: string;
  fetch: (request: Request) => Promise<Response>;
  /** The events of Stripe's that are delivered; without it, all. */
  events?: string[];
  /** Where people's browsers find the Stripe stand-in. */
  stripeUrl?: string;
  world?: World;
  keys?: SandboxKeys;
  signingKey?: SigningKey;
}

export type Sandbox = ReturnType<typeof createSandbox>;

/** Both stand-ins over one world. Without a world of its own it lives and dies in this process, and needs no ports. */
export function createSandbox(wish: SandboxWish) {
  const { appUrl, apiUrl, fetch, stripeUrl = "http://localhost:12111" } = wish;
  const world = wish.world ?? worldInMemory();
  const keys = wish.keys ?? makeKeys();
  const shared = { world, keys, appUrl, fetch, now: () => Date.now() };
  const signingKey = wish.signingKey ?? keyInMemory;
  const faults = openFaults(shared.now);
  let standIns = open();
  let stopDelivering: (() => Promise<void>) | undefined;
  const outboxes = () => [standIns.stripe.outbox, standIns.clerk.outbox];
  const pending = () => outboxes().reduce((sum, outbox) => sum + outbox.pending(), 0);
  const clock = (request: Request) =>
    answerClock(request, standIns.stripe.books, standIns.stripe.moveTo);
  const controls = createControls({
    faults,
    outboxes,
    books: () => standIns.stripe.books,
    now: shared.now,
    clock,
    reset,
  });
  const pages = createConsole({
    standIn: () => standIns.stripe,
    faults,
    reset,
    now: shared.now,
  });

  return {
    keys,
    async stripe(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/sandbox/")) return controls(request);
      const isForPeople = pathname === "/" || pathname.startsWith("/console/");
      return isForPeople ? pages(request) : standIns.stripe.fetch(request);
    },
    clerk: async (request: Request): Promise<Response> => standIns.clerk.fetch(request),
    get outboxes() {
      return outboxes();
    },
    pending,
    /** Moves the Stripe stand-in some seconds on: trials end, plans renew, bills are paid or not. */
    advance: (seconds: number) => standIns.stripe.moveTo(standIns.stripe.books.now() + seconds),
    /** Tries each delivery once; throws when one was not taken. */
    async settle() {
      await Promise.all(outboxes().map((outbox) => outbox.deliverDue()));
      if (pending() > 0) throw new Error(`${pending()} webhooks were not taken.`);
    },
    /** Lets all happen that was due while nobody ran this. */
    catchUp: async () => standIns.stripe.catchUp(),
    /** Keeps delivering, also what is sent after a reset, and lets time pass, until the returned function is called. */
    start() {
      deliver();
      const stopTime = letTimePass(async () => standIns.stripe.catchUp());
      return async () => {
        stopTime();
        await stopDelivering?.();
      };
    },
    reset,
  };

  function open() {
    const stripe = createStripeSandbox({
      ...shared,
      faults,
      webhookUrl: `${apiUrl}/webhooks/stripe`,
      webhookEvents: wish.events ?? ["*"],
      publicUrl: stripeUrl,
    });
    const clerk = createClerkSandbox({
      ...shared,
      signingKey,
      webhookUrl: `${apiUrl}/webhooks/clerk`,
    });
    return { stripe, clerk };
  }

  function deliver() {
    const stops = outboxes().map((outbox) => outbox.start());
    stopDelivering = async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  }

  /** Back to the seed: only the keys stay. */
  function reset() {
    for (const outbox of outboxes()) outbox.abandon();
    const stopBefore = stopDelivering;
    const before = standIns.stripe.books;
    world.empty();
    faults.clear();
    standIns = open();
    sayFarewell(before, standIns.stripe.books);
    if (!stopBefore) return;
    void stopBefore();
    deliver();
  }
}
