import Stripe from "stripe";
import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe, ask, newest } = openTestSandbox();

it("makes a product along with its price", async () => {
  const price = await stripe.prices.create({
    currency: "usd",
    unit_amount: 900,
    recurring: { interval: "month" },
    product_data: { name: "Tea" },
    expand: ["product"],
  });
  expect(price.product).toMatchObject({ object: "product", name: "Tea" });
  expect(await newest(3)).toEqual(["price.created", "plan.created", "product.created"]);
});

it("makes a price along with its product", async () => {
  const product = await stripe.products.create({
    name: "Cake",
    default_price_data: { currency: "usd", unit_amount: 300 },
    expand: ["default_price"],
  });
  expect(product.default_price).toMatchObject({ object: "price", unit_amount: 300 });
});

it("deletes a product nobody sells, and keeps one that has a price", async () => {
  const { id } = await stripe.products.create({ name: "Unsold" });
  const { id: sold } = await stripe.products.create({ name: "Sold" });
  await stripe.prices.create({ product: sold, currency: "usd", unit_amount: 1 });
  expect(await stripe.products.del(id)).toMatchObject({ id, deleted: true });
  expect(await newest(1)).toEqual(["product.deleted"]);
  expect((await refusalOf(stripe.products.del(sold))).message).toMatch(/user-created prices/);
});

it("hands a lookup key over only when it is asked to", async () => {
  const { id: product } = await stripe.products.create({ name: "Keyed" });
  const wish = { product, currency: "usd", unit_amount: 100, lookup_key: "standard" };
  const first = await stripe.prices.create(wish);
  const taken = await refusalOf(stripe.prices.create(wish));
  expect(taken.message).toBe(`A price (\`${first.id}\`) already uses that lookup key.`);
  const second = await stripe.prices.create({ ...wish, transfer_lookup_key: true });
  expect(await stripe.prices.retrieve(first.id)).toMatchObject({ lookup_key: null });
  const { data } = await stripe.prices.list({ lookup_keys: ["standard"] });
  expect(data.map(({ id }) => id)).toEqual([second.id]);
});

it("shows what a price is in other currencies to those who ask", async () => {
  const { id } = await stripe.prices.create({
    product_data: { name: "Abroad" },
    currency: "usd",
    unit_amount: 100,
    currency_options: { eur: { unit_amount: 90 } },
  });
  expect(await stripe.prices.retrieve(id)).not.toHaveProperty("currency_options");
  const shown = await stripe.prices.retrieve(id, { expand: ["currency_options"] });
  expect(shown.currency_options).toMatchObject({
    eur: { unit_amount: 90 },
    usd: { unit_amount: 100 },
  });
  const both = await stripe.prices.update(id, {
    currency_options: { gbp: { unit_amount: 80 } },
    expand: ["currency_options"],
  });
  expect(Object.keys(both.currency_options ?? {}).toSorted()).toEqual(["eur", "gbp", "usd"]);
});

it("bills parts of a cent by the hundred", async () => {
  const { id } = await stripe.customers.create({});
  const product = await stripe.products.create({ name: "Crumbs" });
  const { latest_invoice: bill, items } = await stripe.subscriptions.create({
    customer: id,
    collection_method: "send_invoice",
    days_until_due: 30,
    items: [
      {
        price_data: {
          currency: "usd",
          product: product.id,
          recurring: { interval: "month" },
          unit_amount_decimal: Stripe.Decimal.from("0.5"),
        },
        quantity: 101,
      },
    ],
    expand: ["latest_invoice"],
  });
  expect(bill).toMatchObject({ total: 51 });
  expect(items.data[0]?.price).toMatchObject({ active: false, unit_amount: null });
});

it("is a plan to those who ask for one, and the other way round", async () => {
  const { id: product } = await stripe.products.create({ name: "Old" });
  const plan = await stripe.plans.create({
    id: "gold",
    currency: "usd",
    interval: "month",
    amount: 2000,
    product,
    trial_period_days: 7,
  });
  expect(plan).toMatchObject({ id: "gold", object: "plan", amount: 2000 });
  expect(await newest(2)).toEqual(["price.created", "plan.created"]);
  expect(await stripe.prices.retrieve("gold")).toMatchObject({ unit_amount: 2000 });
  const subscribed = await stripe.subscriptions.create({
    customer: "cus_acme",
    items: [{ plan: "gold" }],
    trial_from_plan: true,
  });
  expect(subscribed).toMatchObject({ status: "trialing" });
  await stripe.plans.update("gold", { nickname: "Gold" });
  expect((await stripe.plans.list({ product })).data).toMatchObject([{ nickname: "Gold" }]);
  expect(await stripe.plans.del("gold")).toMatchObject({ deleted: true });
  expect(await refusalOf(stripe.plans.retrieve("gold"))).toMatchObject({ statusCode: 404 });
  const kept = await stripe.subscriptions.update(subscribed.id, { metadata: { a: "b" } });
  expect(kept.items.data[0]?.price.id).toBe("gold");
  expect((await ask("/v1/prices/gold")).status).toBe(404);
});
