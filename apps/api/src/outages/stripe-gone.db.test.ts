import { createPace, drainInbox, PacedClient, WORKERS_SHARE } from "@portico/billing";
import { dueCustomers, mirrorOf } from "@portico/db";
import Stripe from "stripe";
import { expect, it, onTestFinished } from "vitest";
import { catalog } from "../catalog.ts";
import { type Answering, openHouse } from "../testing.ts";

const MINUTE = 60_000;

/** A house whose letters came and were not worked on, and a Stripe that answers like this for ten minutes. */
async function openOutage(trouble: Answering) {
  const house = await openHouse();
  onTestFinished(() => house.close());
  await Promise.all(house.sandbox.outboxes.map((outbox) => outbox.deliverDue()));
  const { db } = house.deps;
  const began = Date.now();
  const time = { passed: 0, inVain: 0 };
  const now = () => new Date(began + time.passed);
  const wait = async (milliseconds: number) => void (time.passed += milliseconds);
  const ask = async (...asked: ConstructorParameters<typeof Request>) => {
    const request = new Request(...asked);
    if (time.passed >= 10 * MINUTE) return house.sandbox.stripe(request);
    time.inVain += 1;
    return trouble(request);
  };
  const usual = { db, now, random: () => 0.5, wait };
  const pace = createPace({ ...usual, perSecond: 20, share: WORKERS_SHARE });
  const stripe = new Stripe(house.settings.stripe.secretKey, {
    httpClient: new PacedClient(Stripe.createFetchHttpClient(ask), pace),
    protocol: "http",
    host: "localhost",
    port: 12_111,
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const needs = {
    db,
    stripe,
    now,
    monotonic: () => time.passed,
    catalog,
    tells: false,
    graceDays: 14,
    onFailure: () => {},
  };
  return { db, time, now, drain: () => drainInbox(needs) };
}

it.each<[string, Answering]>([
  ["answers 503", async () => Response.json({ error: { type: "api_error" } }, { status: 503 })],
  [
    "has had enough",
    async () => Response.json({ error: {} }, { status: 429, headers: { "retry-after": "20" } }),
  ],
  ["drops connections", () => Promise.reject(new TypeError("fetch failed"))],
])(
  "letters outlast a Stripe that %s for ten minutes, and it is seldom asked",
  async (_, trouble) => {
    const { db, time, now, drain } = await openOutage(trouble);
    while (time.passed < 13 * MINUTE) {
      await drain();
      time.passed += 1_000;
    }
    expect(time.inVain).toBeGreaterThan(5);
    expect(time.inVain).toBeLessThan(50);
    expect(await dueCustomers(db, new Date(now().getTime() + 60 * MINUTE), 10)).toEqual([]);
    expect(await mirrorOf(db, "cus_acme")).not.toEqual([]);
  },
);
