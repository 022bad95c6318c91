import { beginCheckout, takeLease } from "@portico/db";
import type Stripe from "stripe";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { createApp } from "../app.ts";
import { APP_URL } from "../testing.ts";
import { BACK, type Buyer, openTill, refused, type Till } from "./till.ts";

let till: Till;
let grace: Buyer;
beforeEach(async () => {
  till = await openTill();
  grace = await till.as("grace", "org_globex");
});
afterEach(() => till.close());

const starter = { plan: "starter", interval: "month", returnUrl: BACK };
const business = { plan: "business", interval: "year", returnUrl: BACK };
/** Of the organization that had none, newest first. */
async function sessions(): Promise<Stripe.Checkout.Session[]> {
  const { data } = await till.deps.stripe.checkout.sessions.list({ expand: ["data.line_items"] });
  return data;
}

async function newestSession(): Promise<string> {
  return (await sessions())[0]?.id ?? "";
}

it("sells what was named to the organization of whoever asks, and leads back to the page", async () => {
  const answer = await grace.start(business);
  const [session, ...others] = await sessions();
  expect(others).toEqual([]);
  expect(answer).toEqual({
    status: 200,
    body: { result: { data: { url: session?.url, expiresAt: expect.any(String) } } },
  });
  expect(session).toMatchObject({
    mode: "subscription",
    status: "open",
    allow_promotion_codes: true,
    automatic_tax: { enabled: false },
    tax_id_collection: { enabled: false },
    success_url: `${BACK}?checkout=done`,
    cancel_url: `${BACK}?checkout=left`,
    metadata: { portico_organization: "org_globex" },
    line_items: { data: [{ quantity: 1, price: { lookup_key: "business_year" } }] },
  });
  const { data } = await till.deps.stripe.customers.list({ email: "grace@globex.test" });
  expect(data).toMatchObject([
    { id: session?.customer, metadata: { portico_organization: "org_globex" } },
  ]);
});

it("asks Stripe twice for a new organization, once after, and once more to close what is open", async () => {
  const [create, expire] = [/^POST \/v1\/checkout\/sessions$/, /^POST .*\/cs_\w+\/expire$/];
  const calls = (work: () => Promise<unknown>) => till.callsDuring(work);
  const ada = await till.as("ada", "org_acme");
  // So that prices are known, as they are where the service has run for a moment.
  await ada.preview({ plan: "starter", interval: "month" });
  expect(await calls(() => grace.start(starter))).toEqual([
    "POST /v1/customers",
    expect.stringMatching(create),
  ]);
  expect(await calls(() => grace.start(starter))).toEqual([
    expect.stringMatching(expire),
    expect.stringMatching(create),
  ]);
  await ada.cancel({ when: "now" });
  expect(await calls(() => ada.start(starter))).toEqual([expect.stringMatching(create)]);
});

it("leaves one checkout open, however often somebody asks", async () => {
  await grace.start(starter);
  await grace.start(business);
  expect((await sessions()).map(({ status }) => status)).toEqual(["open", "expired"]);
});

it("leaves one checkout open when two tabs ask at once", async () => {
  const answers = await Promise.all([grace.start(starter), grace.start(business)]);
  expect(answers).toMatchObject([{ status: 200 }, { status: 200 }]);
  expect((await sessions()).map(({ status }) => status)).toEqual(["open", "expired"]);
});

it("closes a checkout that it never heard of", async () => {
  till.stripeAnswers(async (request) => {
    const answer = await till.sandbox.stripe(request);
    const opens = request.method === "POST" && request.url.endsWith("/checkout/sessions");
    return opens ? new Response("<html>") : answer;
  });
  expect(await grace.start(starter)).toMatchObject(refused(502, "STRIPE_UNAVAILABLE"));
  till.stripeAnswers();
  expect((await sessions()).map(({ status }) => status)).toEqual(["open"]);
  expect(await grace.start(starter)).toMatchObject({ status: 200 });
  expect((await sessions()).map(({ status }) => status)).toEqual(["open", "expired"]);
});

it("leaves no checkout open that was too slow, when somebody else began another meanwhile", async () => {
  const { db } = till.deps;
  till.stripeAnswers(async (request) => {
    const answer = await till.sandbox.stripe(request);
    const [startedAt, expiresAt] = [new Date(), new Date(Date.now() + 60_000)];
    const another = { idempotencyKey: "another", startedAt, expiresAt };
    if (request.url.endsWith("/checkout/sessions"))
      await beginCheckout(db, { organizationId: "org_globex", sells: "plan", ...another });
    return answer;
  });
  expect(await grace.start(starter)).toMatchObject(refused(429, "TOO_MANY_REQUESTS"));
  till.stripeAnswers();
  expect((await sessions()).map(({ status }) => status)).toEqual(["expired"]);
});

/** Somebody whose checkout Stripe opens without their ever hearing of it. */
async function startForEver(plan: object) {
  await new Promise<void>((begun) => {
    till.stripeAnswers(async (request) => {
      const answer = await till.sandbox.stripe(request);
      if (!request.url.endsWith("/checkout/sessions")) return answer;
      begun();
      return new Promise(() => {});
    });
    void grace.start(plan);
  });
  till.stripeAnswers();
}

it("lets the next one start seconds after whoever was at it was killed, and leaves one open", async () => {
  // Whoever is dead holds on to nothing.
  vi.useFakeTimers({ toFake: ["setInterval"] });
  await startForEver(starter);
  expect(await grace.start(starter)).toMatchObject({
    status: 429,
    body: { error: { data: { reason: "TOO_MANY_REQUESTS", retryAfter: 5 } } },
  });
  till.wait(8);
  expect(await grace.start(business)).toMatchObject({ status: 200 });
  expect((await sessions()).map(({ status }) => status)).toEqual(["open", "expired"]);
  vi.useRealTimers();
});

it("lets nobody start while somebody is at it, however slow Stripe is", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  await startForEver(starter);
  for (let seconds = 0; seconds < 30; seconds += 6) {
    till.wait(6);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await grace.start(starter)).toMatchObject(refused(429, "TOO_MANY_REQUESTS"));
  }
  vi.useRealTimers();
});

it("sells nothing beside a plan, also when Stripe's word of that is still on its way", async () => {
  await grace.start(starter);
  await till.pay(await newestSession());
  expect(await grace.start(business)).toMatchObject(refused(409, "ALREADY_SUBSCRIBED"));
  await till.settle();
  expect(await grace.start(business)).toMatchObject(refused(409, "ALREADY_SUBSCRIBED"));
  expect(await (await till.as("linus", "org_initech")).start(starter)).toMatchObject(
    refused(409, "ALREADY_SUBSCRIBED"),
  );
  expect(await sessions()).toHaveLength(1);
});

it("sells nothing beside a plan while somebody else is at work on Stripe's word of it", async () => {
  await grace.start(starter);
  await till.pay(await newestSession());
  const { db, now } = till.deps;
  const [session] = await sessions();
  const inAMinute = new Date(now().getTime() + 60_000);
  await takeLease(db, z.string().parse(session?.customer), now(), inAMinute);
  expect(await grace.start(business)).toMatchObject(refused(429, "TOO_MANY_REQUESTS"));
  expect(await sessions()).toHaveLength(1);
  till.wait(61);
  expect(await grace.start(business)).toMatchObject(refused(409, "ALREADY_SUBSCRIBED"));
});

it("gives one trial to an organization, and sells again to one that left", async () => {
  await grace.start(starter);
  await till.pay(await newestSession());
  await till.settle();
  const [first] = (await till.deps.stripe.subscriptions.list({ status: "trialing" })).data;
  expect(first).toMatchObject({
    metadata: { portico_organization: "org_globex", portico_checkout: "1" },
  });
  expect(await grace.cancel({ when: "now" })).toMatchObject({ status: 200 });

  expect(await grace.start(starter)).toMatchObject({ status: 200 });
  await till.pay(await newestSession());
  const { data } = await till.deps.stripe.subscriptions.list({ status: "trialing" });
  expect(data).toEqual([]);
});

it("sells to an organization whose customer was deleted at Stripe, before Stripe tells of that", async () => {
  await grace.start(starter);
  const [before] = await sessions();
  const gone = z.string().parse(before?.customer);
  await till.deps.stripe.customers.del(gone);
  expect(await grace.start(starter)).toMatchObject({ status: 200 });
  const [after] = await sessions();
  expect(after).toMatchObject({ status: "open" });
  expect(after?.customer).not.toBe(gone);
});

it("asks Stripe to work out taxes where that is configured", async () => {
  const settings = { ...till.settings, taxes: { automatic: true, ids: true } };
  const taxed = await till.as("grace", "org_globex", createApp({ ...till.deps, settings }));
  await taxed.start(starter);
  const [session] = await sessions();
  expect(session).toMatchObject({
    automatic_tax: { enabled: true },
    tax_id_collection: { enabled: true },
  });
});

it("writes down that it was started, and no address of it", async () => {
  await grace.start(starter);
  const log = async () => JSON.stringify(await grace.auditLog());
  await expect.poll(log).toContain("checkout.start");
  expect((await log()) + till.logged.join("")).not.toContain("cs_test");
});

it("lets nobody fill the way back with what Stripe knows", async () => {
  await grace.start({ ...starter, returnUrl: `${APP_URL}/x?s={CHECKOUT_SESSION_ID}#{a}` });
  const [session] = await sessions();
  expect(session?.success_url).not.toMatch(/[{}]/);
});
