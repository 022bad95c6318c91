import { catchUp, drainInbox } from "@portico/billing";
import { caughtUpTo, giveBackLease, rememberDeployment, takeLease } from "@portico/db";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { query } from "./as-the-page.ts";
import { catalog } from "./catalog.ts";
import { type House, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  await rememberDeployment(house.deps.db, { stripeAccount: "acct_1", livemode: false });
});
afterAll(() => house.close());

/** Nothing reaches us. */
beforeEach(() =>
  sandboxFaults("POST", JSON.stringify({ fault: { kind: "webhooks_endpoint_down" } })),
);

async function sandboxFaults(method: string, body?: string) {
  const headers = { "content-type": "application/json" };
  const url = "http://localhost:12111/sandbox/faults";
  const init = body === undefined ? { method } : { method, headers, body };
  await house.sandbox.stripe(new Request(url, init));
}

const deliver = () => Promise.all(house.sandbox.outboxes.map((outbox) => outbox.deliverDue()));

async function tellUmbrella(change: Stripe.SubscriptionUpdateParams) {
  const { stripe } = house.deps;
  await stripe.subscriptions.update("sub_umbrella", change);
  await deliver();
}

let changes = 0;
const changeUmbrella = () => tellUmbrella({ description: `change ${(changes += 1)}` });

let waited = 0;
const now = () => new Date(Date.now() + waited * 1000);

const catchUpNow = () =>
  catchUp({ db: house.deps.db, stripe: house.deps.stripe, livemode: false, now });

/** Two minutes later, as a worker does it. */
async function catchUpLater(): Promise<number> {
  waited += 120;
  house.sandbox.advance(120);
  const { db, stripe } = house.deps;
  const onFailure = (_: string, error: unknown) => {
    throw error;
  };
  const found = await catchUpNow();
  const monotonic = () => performance.now();
  const needs = { db, stripe, now, monotonic, tells: false, catalog, graceDays: 14, onFailure };
  while ((await drainInbox(needs)) > 0);
  return found;
}

async function umbrellaEnds(): Promise<boolean> {
  const seen = await (await query(house, ["ada", "org_umbrella"], "view")).text();
  return !seen.includes('"cancelAt":null');
}

it("settles what never came, and takes it in once", async () => {
  await tellUmbrella({ cancel_at_period_end: true });
  expect(await umbrellaEnds()).toBe(false);

  expect(await catchUpLater()).toBe(1);
  expect(await umbrellaEnds()).toBe(true);
  expect(await catchUpLater()).toBe(0);
});

it("says that it had the letter when it comes after all", async () => {
  await changeUmbrella();
  await catchUpLater();
  await sandboxFaults("DELETE");
  const [ofStripe] = house.sandbox.outboxes;
  const [newest] = ofStripe?.all() ?? [];
  ofStripe?.sendAgain(newest?.id ?? "");
  await deliver();
  expect(ofStripe?.all()[0]?.last_answer).toContain("had it");
});

it("leaves alone what may still be on its way", async () => {
  await changeUmbrella();
  expect(await catchUpNow()).toBe(0);
  expect(await catchUpLater()).toBe(1);
});

it("reads a list of several pages to its end", async () => {
  for (let at = 0; at < 120; at += 1) await changeUmbrella();
  expect(await catchUpLater()).toBe(120);
});

it("looks again at the same stretch when Stripe did not answer", async () => {
  await changeUmbrella();
  const before = await caughtUpTo(house.deps.db);
  house.stripeAnswers(async () => Response.json({ error: { type: "api_error" } }, { status: 503 }));
  await expect(catchUpLater()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
  expect(await caughtUpTo(house.deps.db)).toEqual(before);

  house.stripeAnswers();
  expect(await catchUpLater()).toBe(1);
});

it("has nothing to do while another replica is at it", async () => {
  await changeUmbrella();
  const { db } = house.deps;
  const lease = await takeLease(db, "catch-up", now(), new Date(now().getTime() + 600_000));
  expect(await catchUpLater()).toBe(0);
  if (lease) await giveBackLease(db, lease, now());
  expect(await catchUpLater()).toBe(1);
});
