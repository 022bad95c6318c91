import { expect, it } from "vitest";
import { openShop } from "../testing/shop.ts";

const DAY = 24 * 60 * 60;

async function openPlan(price = "price_team", quantity = 1) {
  const shop = await openShop();
  const { stripe, clock, customer } = shop;
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price, quantity }],
  });
  const [item] = plan.items.data;
  if (!item) throw new Error("The plan has no item.");
  const halfway = (item.current_period_end - item.current_period_start) / 2;
  clock.now += halfway * 1000;
  const newestInvoice = async () =>
    (await stripe.invoices.list({ customer: customer.id, limit: 1 })).data[0];
  return { ...shop, plan, item, newestInvoice };
}

it("is swapped for another with a bill for the difference, as recorded", async () => {
  const { stripe, plan, item, newestInvoice } = await openPlan();
  const first = await newestInvoice();
  const after = await stripe.subscriptions.update(plan.id, {
    items: [{ id: item.id, price: "price_starter" }],
    proration_behavior: "always_invoice",
    expand: ["latest_invoice"],
  });
  expect(after).toMatchObject({
    items: { data: [{ id: item.id, price: { id: "price_starter" } }] },
    latest_invoice: { billing_reason: "subscription_update", total: -2450 + 950 },
  });
  expect((await newestInvoice())?.lines.data).toMatchObject([
    {
      amount: -2450,
      description: expect.stringMatching(/^Unused time on Team after \d+ \w+ \d{4}$/),
      parent: {
        type: "subscription_item_details",
        subscription_item_details: {
          proration: true,
          proration_details: {
            credited_items: {
              invoice: first?.id,
              invoice_line_items: [first?.lines.data[0]?.id],
            },
          },
        },
      },
    },
    { amount: 950, description: expect.stringMatching(/^Remaining time on Starter after/) },
  ]);
});

it("keeps what a bill gives back for the next one", async () => {
  const { stripe, plan, item, customer, newestInvoice } = await openPlan();
  const items = (price: string) => ({
    items: [{ id: item.id, price }],
    proration_behavior: "always_invoice" as const,
  });
  await stripe.subscriptions.update(plan.id, items("price_starter"));
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -1500 });
  await stripe.subscriptions.update(plan.id, items("price_team"));
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: 0 });
  expect(await newestInvoice()).toMatchObject({ total: 1500, amount_due: 0, status: "paid" });
});

it("lets the difference wait for the next bill unless told otherwise", async () => {
  const { stripe, plan, item, customer, newestInvoice } = await openPlan();
  const first = await newestInvoice();
  await stripe.subscriptions.update(plan.id, { items: [{ id: item.id, quantity: 3 }] });
  expect((await newestInvoice())?.id).toBe(first?.id);
  const waiting = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
  expect(waiting.data.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([-2450, 7350]);
  expect(waiting.data[0]).toMatchObject({ proration: true });
});

it("changes without a word about money when there is nothing to prorate", async () => {
  const { stripe, plan, item, customer } = await openPlan();
  await stripe.subscriptions.update(plan.id, {
    items: [{ id: item.id, quantity: 3 }],
    proration_behavior: "none",
  });
  expect((await stripe.invoiceItems.list({ customer: customer.id })).data).toEqual([]);
});

it("begins a new year at once when a month becomes a year", async () => {
  const { stripe, plan, item, clock } = await openPlan();
  const now = Math.floor(clock.now / 1000);
  const after = await stripe.subscriptions.update(plan.id, {
    items: [{ id: item.id, price: "price_business" }],
    expand: ["latest_invoice"],
  });
  expect(after).toMatchObject({
    billing_cycle_anchor: now,
    items: { data: [{ current_period_start: now }] },
    latest_invoice: { status: "paid", total: 149_000 - 2450 },
  });
  expect((after.items.data[0]?.current_period_end ?? 0) - now).toBeGreaterThan(364 * DAY);
});

it("gets and loses items, one by one too", async () => {
  const { stripe, plan, item } = await openPlan();
  const added = await stripe.subscriptionItems.create({
    subscription: plan.id,
    price: "price_starter",
  });
  await stripe.subscriptionItems.update(added.id, { quantity: 4 });
  expect((await stripe.subscriptionItems.list({ subscription: plan.id })).data).toMatchObject([
    { id: item.id },
    { id: added.id, quantity: 4 },
  ]);
  await stripe.subscriptions.update(plan.id, { items: [{ id: item.id, deleted: true }] });
  await expect(stripe.subscriptionItems.del(added.id)).rejects.toThrow("at least one active item");
  expect(await stripe.subscriptionItems.retrieve(added.id)).toMatchObject({ quantity: 4 });
});

it("does not take money from a card that says no, and stays as it was if asked to", async () => {
  const { stripe, plan, item, customer } = await openPlan();
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  await stripe.subscriptions.update(plan.id, { default_payment_method: bad.id });
  const grow = (payment_behavior: "error_if_incomplete" | "allow_incomplete") =>
    stripe.subscriptions.update(plan.id, {
      items: [{ id: item.id, quantity: 3 }],
      proration_behavior: "always_invoice",
      payment_behavior,
    });
  await expect(grow("error_if_incomplete")).rejects.toThrow("Your card was declined.");
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "active" });
  const asks = await stripe.paymentMethods.attach("pm_card_authenticationRequired", {
    customer: customer.id,
  });
  await stripe.subscriptions.update(plan.id, { default_payment_method: asks.id });
  await expect(grow("error_if_incomplete")).rejects.toMatchObject({
    statusCode: 402,
    code: "subscription_payment_intent_requires_action",
  });
  await stripe.subscriptions.update(plan.id, { default_payment_method: bad.id });
  expect(await grow("allow_incomplete")).toMatchObject({ status: "past_due" });
});

it("takes no money where the difference waits, whatever the card would say", async () => {
  const { stripe, plan, item, customer } = await openPlan();
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  await stripe.subscriptions.update(plan.id, { default_payment_method: bad.id });
  const grown = await stripe.subscriptions.update(plan.id, {
    items: [{ id: item.id, quantity: 3 }],
    payment_behavior: "error_if_incomplete",
  });
  expect(grown).toMatchObject({ status: "active", items: { data: [{ quantity: 3 }] } });
});

it("rests while collection is paused", async () => {
  const { stripe, plan } = await openPlan();
  const pause_collection = { behavior: "void" } as const;
  expect(await stripe.subscriptions.update(plan.id, { pause_collection })).toMatchObject({
    status: "active",
    pause_collection: { behavior: "void", resumes_at: null },
  });
  expect(await stripe.subscriptions.update(plan.id, { pause_collection: "" })).toMatchObject({
    pause_collection: null,
  });
});

it("is paid for as soon as its trial is ended, or pauses when there is no way to pay", async () => {
  const { stripe, customer, clock } = await openPlan();
  const trial = { items: [{ price: "price_starter" }], trial_period_days: 7 };
  const paying = await stripe.subscriptions.create({ customer: customer.id, ...trial });
  const ended = await stripe.subscriptions.update(paying.id, {
    trial_end: "now",
    expand: ["latest_invoice"],
  });
  expect(ended).toMatchObject({
    status: "active",
    trial_end: Math.floor(clock.now / 1000),
    latest_invoice: { status: "paid", total: 1900 },
  });
  const poor = await stripe.customers.create({});
  const plan = await stripe.subscriptions.create({
    customer: poor.id,
    ...trial,
    trial_settings: { end_behavior: { missing_payment_method: "pause" } },
  });
  expect(await stripe.subscriptions.update(plan.id, { trial_end: "now" })).toMatchObject({
    status: "paused",
  });
  expect((await stripe.events.list({ limit: 1 })).data[0]?.type).toBe(
    "customer.subscription.paused",
  );
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: poor.id });
  await stripe.subscriptions.update(plan.id, { default_payment_method: card.id });
  expect(await stripe.subscriptions.resume(plan.id, { expand: ["latest_invoice"] })).toMatchObject({
    status: "active",
    latest_invoice: { status: "paid", total: 1900 },
  });
});

it("gives back what was not used when it is cancelled, if asked to", async () => {
  const { stripe, plan, customer, newestInvoice } = await openPlan();
  const ended = await stripe.subscriptions.cancel(plan.id, { prorate: true, invoice_now: true });
  expect(ended).toMatchObject({ status: "canceled" });
  expect(await newestInvoice()).toMatchObject({ total: -2450, status: "paid" });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -2450 });
});

it("gives nothing back for an item that nobody was asked to pay for", async () => {
  const { stripe, plan, customer } = await openPlan();
  const added = await stripe.subscriptions.update(plan.id, {
    items: [{ price: "price_starter" }],
    proration_behavior: "none",
  });
  const id = added.items.data.find(({ price }) => price.id === "price_starter")?.id ?? "";
  await stripe.subscriptions.update(plan.id, { items: [{ id, deleted: true }] });
  expect((await stripe.invoiceItems.list({ customer: customer.id })).data).toEqual([]);
});
