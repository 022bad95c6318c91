import { expect, it } from "vitest";
import type Stripe from "stripe";
import { errorIn, openTestSandbox } from "../testing.ts";

type Wish = Stripe.Checkout.SessionCreateParams;

const open = openTestSandbox();
const { checkout, events, invoices, paymentIntents, setupIntents, subscriptions } = open.stripe;
const success_url = "http://localhost:5173/thanks";
const pen = {
  price_data: { currency: "usd", unit_amount: 250, product_data: { name: "Pen" } },
  quantity: 2,
};
const team = { price: "price_team", quantity: 2 };
const once: Wish = { mode: "payment", success_url, line_items: [pen] };
const plan: Wish = { mode: "subscription", success_url, line_items: [team] };

function confirm(session: string, method: string | undefined, more = {}) {
  const body = new URLSearchParams({ ...more, ...(method && { payment_method: method }) });
  return open.ask(`/v1/payment_pages/${session}/confirm`, { method: "POST", body });
}

async function paid(wish: Wish, method = "pm_card_visa") {
  const { id } = await checkout.sessions.create(wish);
  const before = (await events.list({ limit: 1 })).data[0]?.id ?? "";
  expect((await confirm(id, method)).status).toBe(200);
  const { data } = await events.list({ ending_before: before, limit: 100 });
  const told = data.map(({ type }) => type).toReversed();
  return { told, session: await checkout.sessions.retrieve(id) };
}

const idOf = (value: string | { id: string } | null) =>
  typeof value === "string" ? value : (value?.id ?? "");

it("begins a plan that its customer pays with this card from now on", async () => {
  const { session, told } = await paid({
    ...plan,
    customer_email: "new@example.test",
    line_items: [team, pen],
    subscription_data: { description: "For two", metadata: { portico: "yes" } },
  });
  expect(session).toMatchObject({
    status: "complete",
    payment_status: "paid",
    url: null,
    amount_total: 10_300,
    customer: expect.stringMatching(/^cus_/),
    customer_details: { email: "new@example.test" },
    payment_intent: null,
  });
  const begun = await subscriptions.retrieve(idOf(session.subscription));
  expect(begun).toMatchObject({
    status: "active",
    customer: session.customer,
    default_payment_method: expect.stringMatching(/^pm_/),
    description: "For two",
    metadata: { portico: "yes" },
    latest_invoice: session.invoice,
    items: { data: [{ quantity: 2, price: { id: "price_team" } }] },
  });
  expect(await invoices.retrieve(idOf(session.invoice))).toMatchObject({
    status: "paid",
    total: 10_300,
    lines: { data: [{ description: "Pen" }, { description: "2 × Team (at $49.00 / month)" }] },
  });
  expect(told).toEqual([
    "customer.created",
    "invoice.created",
    "payment_intent.created",
    "invoice.finalized",
    "customer.subscription.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "invoice_payment.paid",
    "invoice.paid",
    "invoice.payment_succeeded",
    "customer.subscription.updated",
    "payment_method.attached",
    "customer.subscription.updated",
    "checkout.session.completed",
  ]);
});

it("keeps a card for the end of a trial, and needs none where that was wished for", async () => {
  const trial: Wish = { ...plan, subscription_data: { trial_period_days: 7 } };
  const { session } = await paid(trial);
  expect(session).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
  expect(await subscriptions.retrieve(idOf(session.subscription))).toMatchObject({
    status: "trialing",
    default_payment_method: expect.stringMatching(/^pm_/),
    pending_setup_intent: null,
  });

  const { id } = await checkout.sessions.create({
    ...trial,
    payment_method_collection: "if_required",
  });
  expect((await confirm(id, undefined)).status).toBe(200);
  const free = await checkout.sessions.retrieve(id, { expand: ["subscription"] });
  expect(free).toMatchObject({
    status: "complete",
    subscription: { status: "trialing", default_payment_method: null },
  });
});

it("takes a payment once, from a guest or a customer", async () => {
  const { session, told } = await paid({
    ...once,
    payment_intent_data: { description: "Two pens", metadata: { order: "7" } },
  });
  expect(session).toMatchObject({ status: "complete", payment_status: "paid", customer: null });
  expect(await paymentIntents.retrieve(idOf(session.payment_intent))).toMatchObject({
    amount: 500,
    status: "succeeded",
    description: "Two pens",
    metadata: { order: "7" },
    customer: null,
  });
  expect(told).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);

  const known = await paid({
    ...once,
    customer: "cus_acme",
    payment_intent_data: { setup_future_usage: "off_session" },
  });
  expect(known.session).toMatchObject({ customer: "cus_acme" });
  expect(known.told).toContain("payment_method.attached");
});

it("keeps a card for later without charging it", async () => {
  const { session } = await paid({
    mode: "setup",
    success_url,
    currency: "usd",
    customer: "cus_acme",
    setup_intent_data: { metadata: { for: "later" } },
  });
  expect(session).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
  const setup = await setupIntents.retrieve(idOf(session.setup_intent));
  expect(setup).toMatchObject({ status: "succeeded", metadata: { for: "later" } });
});

it("bills what was paid once, where that was wished for", async () => {
  const { session, told } = await paid({
    ...once,
    invoice_creation: { enabled: true, invoice_data: { description: "Pens" } },
  });
  expect(session).toMatchObject({ customer: expect.stringMatching(/^cus_/) });
  const bill = await invoices.retrieve(idOf(session.invoice), { expand: ["payments"] });
  expect(bill).toMatchObject({
    status: "paid",
    total: 500,
    amount_paid: 500,
    description: "Pens",
    payments: { data: [{ status: "paid", payment: { payment_intent: session.payment_intent } }] },
  });
  expect(told.slice(-5)).toEqual([
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_succeeded",
    "checkout.session.completed",
  ]);
});

it("begins a plan at a price that was described for it alone, or was withdrawn meanwhile", async () => {
  const price_data = {
    currency: "usd",
    unit_amount: 700,
    product_data: { name: "Own" },
    recurring: { interval: "month" as const },
  };
  const { session } = await paid({ ...plan, line_items: [{ price_data, quantity: 1 }] });
  expect(session).toMatchObject({ status: "complete", amount_total: 700 });

  const { id } = await checkout.sessions.create({
    ...plan,
    line_items: [{ price: "price_business", quantity: 1 }],
  });
  await open.stripe.prices.update("price_business", { active: false });
  expect((await confirm(id, "pm_card_visa")).status).toBe(200);
});

it("takes a coupon off once, and needs no card where nothing is left to pay", async () => {
  const half = await open.stripe.coupons.create({ percent_off: 50, duration: "once" });
  const { session } = await paid({ ...once, discounts: [{ coupon: half.id }] });
  expect(session).toMatchObject({
    amount_subtotal: 500,
    amount_total: 250,
    total_details: { amount_discount: 250 },
    discounts: [{ coupon: half.id, promotion_code: null }],
  });
  expect(await paymentIntents.retrieve(idOf(session.payment_intent))).toMatchObject({
    amount: 250,
  });
  expect(await open.stripe.coupons.retrieve(half.id)).toMatchObject({ times_redeemed: 1 });

  const all = await open.stripe.coupons.create({ percent_off: 100, duration: "once" });
  const { id } = await checkout.sessions.create({ ...once, discounts: [{ coupon: all.id }] });
  expect((await confirm(id, undefined)).status).toBe(200);
  expect(await checkout.sessions.retrieve(id)).toMatchObject({
    status: "complete",
    payment_status: "no_payment_required",
    payment_intent: null,
  });
});

it("adds taxes, and bills what was paid", async () => {
  const rate = await open.stripe.taxRates.create({
    display_name: "VAT",
    percentage: 20,
    inclusive: false,
  });
  const { id: coupon } = await open.stripe.coupons.create({ amount_off: 100, currency: "usd" });
  const { session } = await paid({
    ...once,
    line_items: [{ ...pen, tax_rates: [rate.id] }],
    discounts: [{ coupon }],
    invoice_creation: { enabled: true },
  });
  expect(session).toMatchObject({
    amount_subtotal: 500,
    amount_total: 480,
    total_details: { amount_discount: 100, amount_tax: 80 },
  });
  expect(await invoices.retrieve(idOf(session.invoice))).toMatchObject({
    status: "paid",
    total: 480,
    amount_paid: 480,
  });
  const taxed = await paid({ ...plan, subscription_data: { default_tax_rates: [rate.id] } });
  expect(taxed.session).toMatchObject({ amount_total: 11_760, payment_status: "paid" });
  expect(await invoices.retrieve(idOf(taxed.session.invoice))).toMatchObject({ total: 11_760 });
});

it("asks a bank before it keeps a card for a trial", async () => {
  const trial: Wish = { ...plan, subscription_data: { trial_period_days: 7 } };
  const { id } = await checkout.sessions.create(trial);
  expect((await confirm(id, "pm_card_chargeDeclined")).status).toBe(402);
  const asking = await confirm(id, "pm_card_threeDSecure2Required");
  expect(await asking.json()).toMatchObject({ status: "open" });
  expect((await confirm(id, "pm_card_visa")).status).toBe(200);
  expect(await checkout.sessions.retrieve(id)).toMatchObject({ status: "complete" });
});

it("lives by the clock of its customer", async () => {
  const { customers, testHelpers } = open.stripe;
  const frozen_time = open.books.now() - 365 * 24 * 60 * 60;
  const clock = await testHelpers.testClocks.create({ frozen_time });
  const { id: customer } = await customers.create({ test_clock: clock.id });
  const { session } = await paid({ ...plan, customer });
  expect(session).toMatchObject({ created: frozen_time, status: "complete" });
  const { id } = await checkout.sessions.create({ ...plan, customer });
  await testHelpers.testClocks.advance(clock.id, { frozen_time: frozen_time + 25 * 60 * 60 });
  expect(await checkout.sessions.retrieve(id)).toMatchObject({ status: "expired" });
});

it("stays open after a refusal, and goes on with what it had begun", async () => {
  const { id } = await checkout.sessions.create({ ...plan, customer: "cus_acme" });
  const refused = await confirm(id, "pm_card_chargeDeclined");
  expect(refused.status).toBe(402);
  expect(await errorIn(refused)).toMatchObject({ message: "Your card was declined." });
  const still = await checkout.sessions.retrieve(id);
  expect(still).toMatchObject({ status: "open", payment_status: "unpaid", subscription: null });

  expect((await confirm(id, "pm_card_visa")).status).toBe(200);
  const { subscription } = await checkout.sessions.retrieve(id);
  const made = await subscriptions.list({ customer: "cus_acme", status: "all", limit: 1 });
  expect(made.data[0]).toMatchObject({ id: subscription, status: "active" });
  expect((await subscriptions.list({ customer: "cus_acme", status: "incomplete" })).data).toEqual(
    [],
  );
});

it("is completed once, however often somebody pays", async () => {
  const { id } = await checkout.sessions.create(once);
  const answers = await Promise.all([confirm(id, "pm_card_visa"), confirm(id, "pm_card_visa")]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
  const told = await events.list({ type: "checkout.session.completed", limit: 100 });
  expect(told.data.filter(({ data }) => "id" in data.object && data.object.id === id)).toHaveLength(
    1,
  );
  const { id: closed } = await checkout.sessions.create(once);
  await checkout.sessions.expire(closed);
  expect(await errorIn(await confirm(closed, "pm_card_visa"))).toMatchObject({
    code: "checkout_not_active_session",
    message: "This Checkout Session is no longer active.",
  });
});

it("charges what was expected, or nothing", async () => {
  const { id } = await checkout.sessions.create(once);
  const page = await open.ask(`/v1/payment_pages/${id}`);
  expect(await page.json()).toMatchObject({ id, amount_total: 500, line_items: { data: [{}] } });
  const other = await confirm(id, "pm_card_visa", { expected_amount: "499" });
  expect(await errorIn(other)).toMatchObject({ code: "checkout_amount_mismatch" });
  expect((await confirm(id, "pm_card_visa", { expected_amount: "500" })).status).toBe(200);
  expect((await confirm(id, undefined)).status).toBe(400);
});
