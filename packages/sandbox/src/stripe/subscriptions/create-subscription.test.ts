import { assert, expect, it } from "vitest";
import { approvePayment } from "../pages/bank/answer-bank.ts";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";
import { payingBy } from "../testing/shop.ts";

const DAY = 24 * 60 * 60;

async function openShop(card: string | null = "pm_card_visa") {
  const open = openTestSandbox();
  const { stripe } = open;
  const customer = await stripe.customers.create(card === null ? {} : payingBy(card));
  const subscribe = (more: Partial<Parameters<typeof stripe.subscriptions.create>[0]> = {}) =>
    stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: "price_team", quantity: 2 }],
      expand: ["latest_invoice.payments", "latest_invoice.confirmation_secret"],
      ...more,
    });
  return { ...open, customer, subscribe };
}

it("is paid for at once, and tells of everything that happened", async () => {
  const { stripe, subscribe, newest, customer } = await openShop();
  const before = (await newest(100)).length;
  const plan = await subscribe({ metadata: { seats: "two" } });
  expect(plan).toMatchObject({
    status: "active",
    metadata: { seats: "two" },
    items: { data: [{ quantity: 2 }] },
    latest_invoice: {
      status: "paid",
      billing_reason: "subscription_create",
      amount_paid: 9800,
      attempt_count: 1,
      number: `${customer.invoice_prefix}-0001`,
      lines: { data: [{ amount: 9800, description: "2 × Team (at $49.00 / month)" }] },
      payments: { data: [{ status: "paid", amount_paid: 9800 }] },
    },
  });
  const charges = await stripe.charges.list({ customer: customer.id });
  expect(charges.data).toMatchObject([{ amount: 9800, paid: true, status: "succeeded" }]);
  const types = await newest(100);
  expect(types.slice(0, types.length - before).toSorted()).toEqual([
    "charge.succeeded",
    "customer.subscription.created",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_succeeded",
    "invoice_payment.paid",
    "payment_intent.created",
    "payment_intent.succeeded",
  ]);
});

it("asks for a way to pay, in Stripe's words", async () => {
  const { subscribe } = await openShop(null);
  const refusal = await refusalOf(subscribe());
  expect(refusal).toMatchObject({ statusCode: 400, code: "resource_missing", param: undefined });
  expect(refusal.message).toMatch(/^This customer has no attached payment source/);
});

it("stays incomplete when the card is declined, and is active once another one pays", async () => {
  const { stripe, subscribe, customer } = await openShop("pm_card_chargeCustomerFail");
  const plan = await subscribe();
  expect(plan).toMatchObject({
    status: "incomplete",
    latest_invoice: { status: "open", attempt_count: 1, payments: { data: [{ status: "open" }] } },
  });
  const better = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  const invoice = typeof plan.latest_invoice === "object" ? plan.latest_invoice?.id : undefined;
  await stripe.invoices.pay(invoice ?? "", { payment_method: better.id });
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "active" });
});

it("waits for the person's bank, as recorded, until they say yes", async () => {
  const { stripe, books, subscribe, newest } = await openShop("pm_card_threeDSecure2Required");
  const plan = await subscribe();
  expect(plan).toMatchObject({
    status: "incomplete",
    latest_invoice: {
      status: "open",
      attempted: true,
      attempt_count: 0,
      payments: { data: [{ status: "open", amount_paid: null }] },
      confirmation_secret: { type: "payment_intent" },
    },
  });
  expect(await newest(100)).toContain("invoice.payment_action_required");
  const [intent] = books.paymentIntents.all();
  assert(intent);
  expect(intent).toMatchObject({ status: "requires_action" });
  approvePayment(books, intent, null);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "active" });
});

it("leaves nothing behind when it may not be incomplete", async () => {
  const { stripe, subscribe, customer } = await openShop("pm_card_chargeCustomerFail");
  expect(await refusalOf(subscribe({ payment_behavior: "error_if_incomplete" }))).toMatchObject({
    statusCode: 402,
    code: "card_declined",
  });
  const { data } = await stripe.subscriptions.list({ customer: customer.id, status: "all" });
  expect(data).toEqual([]);
});

it("waits to be paid when it is asked to", async () => {
  const { subscribe } = await openShop(null);
  expect(await subscribe({ payment_behavior: "default_incomplete" })).toMatchObject({
    status: "incomplete",
    latest_invoice: { status: "open", attempted: false, attempt_count: 0 },
  });
});

it("begins with a trial that costs nothing, and warns when it is short", async () => {
  const { clock, subscribe, newest } = await openShop(null);
  const now = Math.floor(clock.now / 1000);
  expect(await subscribe({ trial_period_days: 14 })).toMatchObject({
    status: "trialing",
    trial_end: now + 14 * DAY,
    billing_cycle_anchor: now + 14 * DAY,
    items: { data: [{ current_period_end: now + 14 * DAY }] },
    latest_invoice: { status: "paid", total: 0, billing_reason: "subscription_create" },
  });
  expect(await newest(100)).not.toContain("customer.subscription.trial_will_end");
  await subscribe({ trial_period_days: 1 });
  expect(await newest(100)).toContain("customer.subscription.trial_will_end");
});

it("holds several items of one rhythm", async () => {
  const { stripe, subscribe } = await openShop();
  const items = [{ price: "price_team" }, { price: "price_starter", quantity: 3 }];
  expect(await subscribe({ items })).toMatchObject({ latest_invoice: { total: 4900 + 3 * 1900 } });
  const mixed = [{ price: "price_team" }, { price: "price_business" }];
  expect((await refusalOf(subscribe({ items: mixed }))).message).toContain("mismatch in interval");
  const once = await stripe.prices.create({
    product: "prod_team",
    currency: "usd",
    unit_amount: 1,
  });
  expect(await refusalOf(subscribe({ items: [{ price: once.id }] }))).toMatchObject({
    param: "items[0][price]",
  });
  expect(await refusalOf(subscribe({ items: [{ price: "invalid" }] }))).toMatchObject({
    statusCode: 400,
    code: "resource_missing",
    param: "items[0][price]",
    message: "No such price: 'invalid'",
  });
});
