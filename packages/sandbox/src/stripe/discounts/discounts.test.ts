import type Stripe from "stripe";
import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { refusalOf } from "../testing/sandbox.ts";
import { bills, nextMonth, openShop } from "../testing/shop.ts";

it("takes a coupon for once off the first bill alone", async () => {
  const { stripe, customer, priced, newest, moveTo } = await openShop();
  const { id: price } = await priced(2000);
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25 });
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price }],
    discounts: [{ coupon }],
    expand: ["latest_invoice.discounts"],
  });
  expect(plan.discounts).toEqual([]);
  expect(plan.latest_invoice).toMatchObject({
    subtotal: 2000,
    total: 1500,
    amount_paid: 1500,
    total_discount_amounts: [{ amount: 500 }],
    discounts: [{ object: "discount", deleted: true, source: { coupon, type: "coupon" } }],
    lines: { data: [{ amount: 2000, discount_amounts: [{ amount: 500 }], discountable: true }] },
  });
  expect(await newest(20)).toEqual(
    expect.arrayContaining(["customer.discount.created", "customer.discount.deleted"]),
  );
  expect(await stripe.coupons.retrieve(coupon)).toMatchObject({ times_redeemed: 1 });
  moveTo(nextMonth(plan));
  expect(await bills(stripe, customer)).toEqual([1500, 2000]);
});

it("takes a repeating coupon off for its months, and says that it is over", async () => {
  const { stripe, customer, priced, moveTo } = await openShop();
  const { id: price } = await priced(2000);
  const { id: coupon } = await stripe.coupons.create({
    percent_off: 50,
    duration: "repeating",
    duration_in_months: 2,
  });
  let plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price }],
    discounts: [{ coupon }],
  });
  const { id } = plan;
  for (const discounts of [1, 0, 0]) {
    moveTo(nextMonth(plan));
    plan = await stripe.subscriptions.retrieve(id, { expand: ["discounts"] });
    expect(plan.discounts).toHaveLength(discounts);
  }
  expect(await bills(stripe, customer)).toEqual([1000, 1000, 2000, 2000]);
});

it("spreads an amount over the lines to the last cent", async () => {
  const { stripe, customer, priced } = await openShop();
  const prices = await Promise.all([1000, 1000, 1000].map(priced));
  const { id: coupon } = await stripe.coupons.create({ amount_off: 1000, currency: "usd" });
  const { latest_invoice: bill } = await stripe.subscriptions.create({
    customer: customer.id,
    items: prices.map(({ id: price }) => ({ price })),
    discounts: [{ coupon }],
    expand: ["latest_invoice"],
  });
  const lines = typeof bill === "object" ? (bill?.lines.data ?? []) : [];
  expect(lines.map(({ discount_amounts: off }) => off?.[0]?.amount)).toEqual([334, 333, 333]);
  expect(bill).toMatchObject({ subtotal: 3000, total: 2000 });
});

it("never bills less than nothing, and asks for no card when nothing is to pay", async () => {
  const { stripe, priced } = await openShop();
  const { id: price } = await priced(2000);
  const poor = await stripe.customers.create({ name: "No card" });
  const { id: coupon } = await stripe.coupons.create({ amount_off: 5000, currency: "usd" });
  const plan = await stripe.subscriptions.create({
    customer: poor.id,
    items: [{ price }],
    discounts: [{ coupon }],
    expand: ["latest_invoice"],
  });
  expect(plan).toMatchObject({ status: "active", latest_invoice: { total: 0, status: "paid" } });
});

it("takes an item's discount off before the plan's, and only off the products it is for", async () => {
  const { stripe, customer, priced, product } = await openShop();
  const { id: price } = await priced(2000);
  const other = await stripe.prices.create({
    product: (await stripe.products.create({ name: "Cake" })).id,
    currency: "usd",
    unit_amount: 1000,
    recurring: { interval: "month" },
  });
  const onItem = await stripe.coupons.create({ percent_off: 10 });
  const onPlan = await stripe.coupons.create({
    percent_off: 50,
    applies_to: { products: [product.id] },
  });
  const { latest_invoice: bill } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price, discounts: [{ coupon: onItem.id }] }, { price: other.id }],
    discounts: [{ coupon: onPlan.id }],
    expand: ["latest_invoice"],
  });
  // 2000 − 200 of its own, then half of 1800; the cake costs what it costs.
  expect(bill).toMatchObject({ subtotal: 2800, total: 1900 });
});

it("keeps a coupon for once until something is to pay after a trial", async () => {
  const { stripe, customer, priced, moveTo } = await openShop();
  const { id: price } = await priced(2000);
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25 });
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price }],
    discounts: [{ coupon }],
    trial_period_days: 7,
    expand: ["latest_invoice"],
  });
  expect(plan.discounts).toHaveLength(1);
  expect(plan.latest_invoice).toMatchObject({ total: 0, total_discount_amounts: [{ amount: 0 }] });
  moveTo(nextMonth(plan));
  expect(await bills(stripe, customer)).toEqual([0, 1500]);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ discounts: [] });
});

it("gives back what was paid, not what it would have cost, when a plan changes", async () => {
  const { stripe, customer, priced } = await openShop();
  const [small, large] = await Promise.all([2000, 5000].map(priced));
  const { id: coupon } = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: small?.id ?? "" }],
    discounts: [{ coupon }],
  });
  const items = [{ id: plan.items.data[0]?.id ?? "", price: large?.id ?? "" }];
  const wish = { items, proration_behavior: "always_invoice" } as const;
  const preview = await stripe.invoices.createPreview({
    subscription: plan.id,
    subscription_details: wish,
  });
  const { latest_invoice: bill } = await stripe.subscriptions.update(plan.id, {
    ...wish,
    expand: ["latest_invoice"],
  });
  for (const each of [preview, bill])
    expect(each).toMatchObject({
      total: 1500,
      lines: { data: [{ amount: -1000, discountable: false }, { amount: 2500 }] },
    });
});

it("adds and takes away a running plan's discount", async () => {
  const { stripe, newest } = await openShop();
  const { id: coupon } = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
  const { discounts } = await stripe.subscriptions.update("sub_acme", { discounts: [{ coupon }] });
  expect(discounts).toHaveLength(1);
  expect(await stripe.invoices.createPreview({ subscription: "sub_acme" })).toMatchObject({
    total_discount_amounts: [{ discount: discounts[0] }],
  });
  const kept = await stripe.subscriptions.update("sub_acme", {
    discounts: [{ discount: idOf(discounts[0] ?? "") }],
  });
  expect(kept.discounts).toEqual(discounts);
  expect(await stripe.subscriptions.deleteDiscount("sub_acme")).toMatchObject({ deleted: true });
  expect(await newest(2)).toEqual(["customer.subscription.updated", "customer.discount.deleted"]);
  expect(await refusalOf(stripe.subscriptions.deleteDiscount("sub_acme"))).toMatchObject({
    statusCode: 404,
  });
});

it("gives back the newer price once what waited for it was billed", async () => {
  const { stripe, customer, priced } = await openShop();
  const [small, large, other] = await Promise.all([2000, 5000, 100].map(priced));
  const { id, items } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: small?.id ?? "" }, { price: other?.id ?? "" }],
  });
  const [first, second] = items.data.map((item) => item.id);
  const change = async (item: Stripe.SubscriptionUpdateParams.Item, now: boolean) =>
    stripe.subscriptions.update(id, {
      items: [item],
      proration_behavior: now ? "always_invoice" : "create_prorations",
      expand: ["latest_invoice"],
    });
  await change({ id: first ?? "", price: large?.id ?? "" }, false);
  await change({ id: second ?? "", quantity: 2 }, true);
  const { latest_invoice: bill } = await change({ id: first ?? "", price: small?.id ?? "" }, true);
  expect(bill).toMatchObject({ lines: { data: [{ amount: -5000 }, { amount: 2000 }] } });
});
