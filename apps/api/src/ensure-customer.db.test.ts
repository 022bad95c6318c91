import { ensureCustomer, type Refused } from "@portico/billing";
import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type House, openHouse } from "./testing.ts";
import { stripeThrough } from "./testing-stripe.ts";

const HOUR = 3600;
const MINUTE = 60;
const FAULTS = "http://localhost:12111/sandbox/faults";
const grace = { name: "Grace Hopper", email: "grace@globex.test" };

let house: House;
let stripe: Stripe;
/** Notes what it is asked. */
let noting: Stripe;
let asked: string[];
beforeAll(async () => {
  house = await openHouse();
  stripe = house.deps.stripe;
  noting = stripeThrough(house.sandbox.keys, async (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return house.sandbox.stripe(request);
  });
});
afterAll(() => house.close());

let organization: string;
let organizations = 0;
beforeEach(() => {
  asked = [];
  organization = `org_${(organizations += 1)}`;
});

const ensure = (admin = grace, through = noting) =>
  ensureCustomer({ db: house.deps.db, stripe: through, now }, organization, admin);

const refusal = async () =>
  ensure().then(
    () => expect.unreachable("It was not refused."),
    ({ reason, retryAfterSeconds }: Refused) => ({ reason, retryAfterSeconds }),
  );

const theirs = async () => {
  const all = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return all.filter(({ metadata }) => metadata["portico_organization"] === organization);
};

const fault = (kind: object, more: object, path = "/v1/customers") =>
  house.sandbox.stripe(
    new Request(FAULTS, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ fault: kind, path, ...more }),
    }),
  );

/** Stripe does it, and nobody hears. */
const loseTheAnswer = () => fault({ kind: "dropped_after" }, { for_requests: 1, method: "POST" });
/** Stripe does not even hear of it. */
const loseTheRequest = () => fault({ kind: "dropped_before" }, { for_requests: 1, method: "POST" });

let waited = 0;
const later = (seconds: number) => (waited += seconds * 1000);
const now = () => new Date(Date.now() + waited);

it("makes a new organization a customer with one question, and asks nothing after that", async () => {
  const customer = await ensure();
  expect(await ensure()).toBe(customer);
  expect(asked).toEqual(["POST /v1/customers"]);
  expect(await theirs()).toMatchObject([{ id: customer, ...grace }]);
});

it("calls the customer what Clerk calls the organization", async () => {
  organization = "org_globex";
  await house.settle();
  const customer = await ensure();
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ ...grace, name: "Globex" });
});

it("never writes over what the customer says of itself", async () => {
  const customer = await ensure();
  await stripe.customers.update(customer, { name: "New name", email: "bills@globex.test" });
  await ensure({ name: "Somebody else", email: "else@globex.test" });
  expect(await theirs()).toMatchObject([{ name: "New name", email: "bills@globex.test" }]);
});

it("answers everybody the same customer who asks at once", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => ensure()));
  expect(new Set(answers).size).toBe(1);
  expect(await theirs()).toHaveLength(1);
});

it("asks for the same customer again when the answer was lost", async () => {
  await loseTheAnswer();
  expect(await refusal()).toMatchObject({ reason: "STRIPE_UNAVAILABLE" });
  expect(await theirs()).toHaveLength(1);
  const customer = await ensure({ name: "Another admin", email: "other@globex.test" });
  expect(await theirs()).toMatchObject([{ id: customer, ...grace }]);
});

it("agrees with the webhook, whichever comes first", async () => {
  await loseTheAnswer();
  await refusal();
  await house.settle();
  asked = [];
  const [made] = await theirs();
  expect(await ensure()).toBe(made?.id);
  expect(asked).toEqual([]);
});

it("finds by our metadata what was made more than 23 hours ago", async () => {
  await loseTheAnswer();
  await refusal();
  later(25 * HOUR);
  const [made] = await theirs();
  expect(await ensure()).toBe(made?.id);
  expect(asked.at(-1)).toBe("GET /v1/customers/search");
});

it("makes one when more than 23 hours ago nothing came of it", async () => {
  await loseTheRequest();
  await refusal();
  later(25 * HOUR);
  const answers = await Promise.all(Array.from({ length: 5 }, () => ensure()));
  expect(await theirs()).toMatchObject([{ id: answers[0] }]);
  expect(new Set(answers).size).toBe(1);
});

it("stays with the one it made when a request comes late that was held up before", async () => {
  await loseTheRequest();
  await refusal();
  later(22 * HOUR + 58 * MINUTE);
  let sends = () => {};
  const sent = new Promise<void>((resolve) => (sends = resolve));
  let letGo = () => {};
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const heldUp = stripeThrough(house.sandbox.keys, async (request) => {
    sends();
    await free;
    return house.sandbox.stripe(request);
  });
  const late = ensure(grace, heldUp);
  await sent;
  later(20 * MINUTE);
  const customer = await ensure();
  expect(asked).toContain("GET /v1/customers/search");
  house.sandbox.advance(23 * HOUR);
  letGo();
  expect(await late).toBe(customer);
  expect(await theirs()).toHaveLength(1);
});

it("does not trust a search before what was last tried must be found by it", async () => {
  await loseTheRequest();
  await refusal();
  later(22 * HOUR + 58 * MINUTE);
  await loseTheAnswer();
  await refusal();
  later(3 * MINUTE);
  await fault({ kind: "stale", seconds: 60 }, {}, "/v1/customers/search");
  const { reason, retryAfterSeconds } = await refusal();
  expect(reason).toBe("STRIPE_UNAVAILABLE");
  expect(retryAfterSeconds).toBeGreaterThan(100);
  await house.sandbox.stripe(new Request(FAULTS, { method: "DELETE" }));
  later(retryAfterSeconds ?? 0);
  await ensure();
  expect(await theirs()).toHaveLength(1);
});

it("makes a new customer when Stripe's was deleted", async () => {
  const gone = await ensure();
  await house.settle();
  await stripe.customers.del(gone);
  await house.settle();
  const customer = await ensure();
  expect(customer).not.toBe(gone);
  expect(await theirs()).toMatchObject([{ id: customer }]);
});

it("makes a new customer when one was deleted that we never heard of", async () => {
  await loseTheAnswer();
  await refusal();
  const [gone] = await theirs();
  await stripe.customers.del(gone?.id ?? "");
  await house.settle();
  const customer = await ensure();
  expect(customer).not.toBe(gone?.id);
  expect(await theirs()).toMatchObject([{ id: customer }]);
});

it("makes a new customer when its own was given to another organization at Stripe", async () => {
  const given = await ensure();
  await house.settle();
  await stripe.customers.update(given, { metadata: { portico_organization: "org_other" } });
  await house.settle();
  const customer = await ensure();
  expect(customer).not.toBe(given);
  expect(await theirs()).toMatchObject([{ id: customer }]);
});

it("gets over an error that Stripe keeps giving to the same request", async () => {
  const saved = { "idempotent-replayed": "true", "stripe-should-retry": "false" };
  const body = JSON.stringify({ error: { type: "api_error", message: "Something broke." } });
  const broken = stripeThrough(
    house.sandbox.keys,
    async () => new Response(body, { status: 500, headers: saved }),
  );
  await expect(ensure(grace, broken)).rejects.toMatchObject({ reason: "STRIPE_UNAVAILABLE" });
  const { retryAfterSeconds } = await refusal();
  expect(asked).toEqual([]);
  later(retryAfterSeconds ?? 0);
  const customer = await ensure();
  expect(await theirs()).toMatchObject([{ id: customer }]);
});

it("goes without an address that Stripe does not take", async () => {
  const refusing = stripeThrough(house.sandbox.keys, async (request) => {
    const text = await request.clone().text();
    if (!text.includes("email=")) return house.sandbox.stripe(request);
    const error = {
      type: "invalid_request_error",
      code: "email_invalid",
      param: "email",
      message: "No.",
    };
    return Response.json({ error }, { status: 400 });
  });
  const customer = await ensure(grace, refusing);
  expect(await theirs()).toMatchObject([{ id: customer, name: grace.name, email: null }]);
});

it.each(["an empty object", "<html>"])("waits when Stripe answers %s", async (answer) => {
  const odd = answer === "<html>" ? answer : "{}";
  const strange = stripeThrough(house.sandbox.keys, async () => new Response(odd));
  await expect(ensure(grace, strange)).rejects.toMatchObject({ reason: "STRIPE_UNAVAILABLE" });
});
