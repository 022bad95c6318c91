import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe, clock, outbox } = openTestSandbox({
  host: async (request) =>
    new Response(null, { status: (await request.text()).includes("product.created") ? 500 : 200 }),
});
const start = Math.floor(clock.now / 1000) + 3600;
clock.now = start * 1000;

const product = await stripe.products.create({ name: "Dated" });
clock.now += 60_000;
const price = await stripe.prices.create({
  product: product.id,
  currency: "eur",
  unit_amount: 900,
  recurring: { interval: "week" },
});

it.each([
  [{ gte: start, lt: start + 60 }, 1],
  [{ gt: start }, 0],
  [{ lte: start }, 1],
  [start, 1],
  [start + 1, 0],
])("lists what was made at %j", async (created, found) => {
  const { data } = await stripe.products.list({ created, ids: [product.id] });
  expect(data).toHaveLength(found);
});

it("lists prices by their rhythm and currency", async () => {
  const weekly = await stripe.prices.list({ recurring: { interval: "week" }, currency: "eur" });
  expect(weekly.data.map(({ id }) => id)).toEqual([price.id]);
  const daily = await stripe.prices.list({ recurring: { interval: "day" } });
  expect(daily.data).toEqual([]);
});

it("lists plans by the end of their period and by how they are collected", async () => {
  const { items } = await stripe.subscriptions.retrieve("sub_acme");
  const end = items.data[0]?.current_period_end ?? 0;
  const plans = async (wish: object) =>
    (await stripe.subscriptions.list({ customer: "cus_acme", ...wish })).data.length;
  expect(await plans({ current_period_end: { gte: end } })).toBe(1);
  expect(await plans({ current_period_end: { gt: end } })).toBe(0);
  expect(await plans({ collection_method: "send_invoice" })).toBe(0);
  expect(await plans({ plan: items.data[0]?.price.id })).toBe(1);
  expect(await plans({ status: "ended" })).toBe(0);
});

it("lists bills by status and due date", async () => {
  const open = await stripe.invoices.list({ customer: "cus_initech", status: "open" });
  expect(open.data).toHaveLength(1);
  const due = await stripe.invoices.list({ customer: "cus_initech", due_date: { gt: 0 } });
  expect(due.data).toEqual([]);
});

it("lists events by group, and those that did not arrive", async () => {
  const prices = await stripe.events.list({ type: "price.*", created: { gte: start } });
  expect(prices.data.map(({ type }) => type)).toEqual(["price.created"]);
  await outbox.deliverDue();
  const lost = await stripe.events.list({ created: { gte: start }, delivery_success: false });
  expect(lost.data.map(({ type }) => type)).toEqual(["product.created"]);
  const both = stripe.events.list({ type: "price.created", types: ["price.created"] });
  expect((await refusalOf(both)).message).toMatch(/type, types/);
});
