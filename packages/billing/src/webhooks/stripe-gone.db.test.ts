import { type Database, keepLetters, mirrorOf } from "@portico/db";
import { openTestDatabase } from "@portico/db/testing";
import Stripe from "stripe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPace } from "../stripe/pace.ts";
import { PacedClient } from "../stripe/paced-client.ts";
import { drainInbox } from "./drain-inbox.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const CUSTOMERS = 25;
const TEN_MINUTES = 600;

const GONE: [what: string, answer: () => Promise<Response>][] = [
  ["says 500", async () => Response.json({ error: { type: "api_error" } }, { status: 500 })],
  ["says nothing", async () => Promise.reject(new Error("no answer came"))],
  ["says 429", async () => refused(429, {})],
  ["says 429, and when to come back", async () => refused(429, { "retry-after": "30" })],
];

function refused(status: number, headers: Record<string, string>): Response {
  return Response.json({ error: { type: "invalid_request_error" } }, { status, headers });
}

/** Nobody's of ours, so that one question tells all about it. */
function customerAt(path: string) {
  const id = path.split("/").at(-1);
  const settings = { invoice_settings: { default_payment_method: null } };
  return { id, object: "customer", metadata: {}, ...settings, balance: 0, created: 0 };
}

function letterAbout(customerId: string, now: Date) {
  return {
    id: `evt_${customerId}`,
    type: "customer.updated",
    customerId,
    objectId: customerId,
    decision: "stored",
    createdAt: now,
    receivedAt: now,
    nextAttemptAt: now,
  };
}

/** A Stripe that can be away, asked at the pace that our workers keep, by a clock that the test moves. */
function openRoad(db: Database, answer: (path: string) => Promise<Response>) {
  let passed = 0;
  const now = () => new Date(Date.UTC(2026, 10, 21) + passed);
  const pace = createPace({
    db,
    perSecond: 100,
    share: 0.75,
    now,
    random: () => 0.5,
    wait: async (milliseconds) => void (passed += milliseconds),
  });
  const fetch = async (...asked: ConstructorParameters<typeof Request>) =>
    answer(new URL(new Request(...asked).url).pathname);
  const stripe = new Stripe("sk_test_1", {
    httpClient: new PacedClient(Stripe.createFetchHttpClient(fetch), pace),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const needs = { db, stripe, now, monotonic: () => passed, tells: false, onFailure: () => {} };
  return {
    now,
    async live(seconds: number) {
      for (let second = 0; second < seconds; second += 5) {
        await drainInbox(needs);
        passed += 5000;
      }
    },
  };
}

it.each(GONE)(
  "waits while Stripe %s, asks it seldom, and is right soon after it is back",
  async (what, gone) => {
    const { db } = database;
    let calls = 0;
    let isBack = false;
    const road = openRoad(db, async (path) => {
      calls += 1;
      return isBack ? Response.json(customerAt(path)) : gone();
    });
    const customers = Array.from({ length: CUSTOMERS }, (_, at) => `cus_${what.length}_${at}`);
    await keepLetters(
      db,
      customers.map((customerId) => letterAbout(customerId, road.now())),
    );

    await road.live(TEN_MINUTES);
    const callsMeanwhile = calls;
    isBack = true;
    await road.live(150);

    expect(callsMeanwhile).toBeLessThan(40);
    expect(calls - callsMeanwhile).toBeLessThanOrEqual(CUSTOMERS + 5);
    for (const customer of customers) expect(await mirrorOf(db, customer)).toHaveLength(1);
  },
  120_000,
);
