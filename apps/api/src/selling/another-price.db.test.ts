import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { createApp } from "../app.ts";
import { BACK, type Buyer, openTill, refused, type Till } from "./till.ts";

let till: Till;
let ada: Buyer;
let grace: Buyer;
beforeAll(async () => {
  till = await openTill();
});
beforeEach(async () => {
  ada = await till.as("ada", "org_acme");
  grace = await till.as("grace", "org_globex");
  // So that prices are known, as they are where the service has run for a moment.
  await ada.preview(starter);
  await till.settle();
  await ada.preview(starter);
});
afterAll(() => till.close());

const starter = { plan: "starter", interval: "month" };

/** As `plans apply` does when an amount changes, or somebody by hand. */
async function sellAt(unit_amount: number) {
  const { prices } = till.deps.stripe;
  const { data } = await prices.list({ lookup_keys: ["starter_month"] });
  const [before] = data;
  const { id } = await prices.create({
    product: z.string().parse(before?.product),
    currency: "usd",
    unit_amount,
    recurring: { interval: "month" },
    lookup_key: "starter_month",
    transfer_lookup_key: true,
  });
  return { id, before: before?.id ?? "" };
}

async function sold() {
  const { sessions } = till.deps.stripe.checkout;
  const { data } = await sessions.list({ limit: 1, expand: ["data.line_items"] });
  return data[0]?.line_items?.data[0]?.price?.id;
}

async function changedTo(item = "si_acme") {
  return (await till.deps.stripe.subscriptionItems.retrieve(item)).price.id;
}

it("is what everybody is sold from Stripe's word of it on, on every replica", async () => {
  const other = await till.as("grace", "org_globex", createApp(till.deps));
  await other.start({ ...starter, returnUrl: BACK });
  const { id } = await sellAt(2_000);
  await till.settle();
  await grace.start({ ...starter, returnUrl: BACK });
  expect(await sold()).toBe(id);
  await other.start({ ...starter, returnUrl: BACK });
  expect(await sold()).toBe(id);
});

it("costs one question of Stripe, and no more after it", async () => {
  await sellAt(2_100);
  await till.settle();
  const asked = await till.callsDuring(() => ada.preview(starter));
  expect(asked).toContain("GET /v1/prices");
  expect(await till.callsDuring(() => ada.preview(starter))).not.toContain("GET /v1/prices");
});

it("is found where Stripe does not sell at the old one any more, before its word of that", async () => {
  const bought = await sellAt(2_200);
  await till.deps.stripe.prices.update(bought.before, { active: false });
  expect(await ada.preview(starter)).toMatchObject({ status: 200 });
  const changed = await sellAt(2_300);
  await till.deps.stripe.prices.update(changed.before, { active: false });
  expect(await ada.change(starter)).toMatchObject({ status: 200 });
  expect(await changedTo()).toBe(changed.id);
  const started = await sellAt(2_400);
  await till.deps.stripe.prices.update(started.before, { active: false });
  expect(await grace.start({ ...starter, returnUrl: BACK })).toMatchObject({ status: 200 });
  expect(await sold()).toBe(started.id);
});

it("is not to be had where nothing took its place, and asked for once", async () => {
  const { id } = await sellAt(2_500);
  await till.settle();
  await ada.preview(starter);
  await till.deps.stripe.prices.update(id, { active: false });
  const asked = await till.callsDuring(async () =>
    expect(await ada.preview(starter)).toMatchObject(refused(503, "PLANS_NOT_SET_UP")),
  );
  expect(asked.filter((call) => call === "GET /v1/prices")).toHaveLength(1);
  await till.deps.stripe.prices.update(id, { active: true });
  await till.settle();
  expect(await ada.preview(starter)).toMatchObject({ status: 200 });
});
