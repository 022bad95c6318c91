import { expect, it } from "vitest";
import { answerClock } from "./move-clock.ts";
import { choose } from "./settings.ts";
import { openTestSandbox, STRIPE_URL } from "./testing.ts";

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
const START = Date.UTC(2027, 0, 31, 12) / 1000;

async function openLife(card: string | null = "pm_card_visa") {
  const open = openTestSandbox();
  const { stripe } = open;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START });
  const customer = await stripe.customers.create({
    test_clock: clock.id,
    ...(card !== null && {
      payment_method: card,
      invoice_settings: { default_payment_method: card },
    }),
  });
  const subscribe = (more: Partial<Parameters<typeof stripe.subscriptions.create>[0]> = {}) =>
    stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: "price_team" }],
      ...more,
    });
  const reach = (frozen_time: number) =>
    stripe.testHelpers.testClocks.advance(clock.id, { frozen_time });
  const bills = async () => (await stripe.invoices.list({ customer: customer.id })).data;
  return { ...open, testClock: clock, customer, subscribe, reach, bills };
}

it("renews on the day of its anchor, month after month, without a gap", async () => {
  const { stripe, subscribe, reach, bills, customer } = await openLife();
  const plan = await subscribe();
  expect(plan.created).toBe(START);
  await reach(Date.UTC(2027, 3, 1) / 1000);
  const periods = (await bills()).map(({ lines }) => lines.data[0]?.period);
  expect(periods.map((period) => new Date((period?.start ?? 0) * 1000).toISOString())).toEqual([
    "2027-03-31T12:00:00.000Z",
    "2027-02-28T12:00:00.000Z",
    "2027-01-31T12:00:00.000Z",
  ]);
  expect(periods[1]?.end).toBe(periods[0]?.start);
  expect((await bills()).every(({ status }) => status === "paid")).toBe(true);
  const charges = await stripe.charges.list({ customer: customer.id });
  expect(charges.data.map(({ amount }) => amount)).toEqual([4900, 4900, 4900]);
});

it("draws a bill that stands and is paid an hour later", async () => {
  const { subscribe, reach, bills } = await openLife();
  const plan = await subscribe();
  const end = plan.items.data[0]?.current_period_end ?? 0;
  await reach(end);
  expect((await bills())[0]).toMatchObject({
    status: "draft",
    billing_reason: "subscription_cycle",
    created: end,
    automatically_finalizes_at: end + HOUR,
    auto_advance: true,
  });
  await reach(end + HOUR);
  expect((await bills())[0]).toMatchObject({
    status: "paid",
    status_transitions: { finalized_at: end + HOUR, paid_at: end + HOUR },
  });
});

it("bills what waited with the next period", async () => {
  const { stripe, subscribe, reach, bills } = await openLife();
  const plan = await subscribe();
  const [item] = plan.items.data;
  const end = item?.current_period_end ?? 0;
  await reach(START + (end - START) / 2);
  await stripe.subscriptions.update(plan.id, { items: [{ id: item?.id ?? "", quantity: 2 }] });
  await reach(end + DAY);
  expect((await bills())[0]).toMatchObject({ status: "paid", total: 4900 * 2 + 2450 });
});

it("is warned of the end of its trial, and pays from then on", async () => {
  const { stripe, subscribe, reach, bills } = await openLife();
  const plan = await subscribe({ trial_period_days: 14 });
  await reach(START + 11 * DAY);
  const { data } = await stripe.events.list({ type: "customer.subscription.trial_will_end" });
  expect(data).toMatchObject([{ created: START + 11 * DAY, request: null }]);
  await reach(START + 15 * DAY);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({
    status: "active",
    items: { data: [{ current_period_start: START + 14 * DAY }] },
  });
  expect(await bills()).toMatchObject([{ status: "paid", total: 4900 }, { total: 0 }]);
});

it("is past due when the card fails, is tried again, and ends after the last try", async () => {
  const { stripe, subscribe, reach, bills, customer, books } = await openLife();
  choose(books, { after_last_attempt: "cancel" });
  const plan = await subscribe();
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: bad.id },
  });
  const end = (plan.items.data[0]?.current_period_end ?? 0) + HOUR;
  await reach(end);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "past_due" });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: true });
  expect((await bills())[0]).toMatchObject({
    status: "open",
    attempt_count: 1,
    next_payment_attempt: end + 3 * DAY,
  });
  await reach(end + 16 * DAY);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({
    status: "canceled",
    cancellation_details: { reason: "payment_failed" },
  });
  expect((await bills())[0]).toMatchObject({ status: "open", attempt_count: 4 });
});

it.each([
  ["past_due", "open"],
  ["unpaid", "draft"],
] as const)(
  "goes on as %s after the last try where that was chosen, its next bill %s",
  async (fate, bill) => {
    const { stripe, reach, bills, books, subscribe, customer } = await openLife();
    choose(books, { after_last_attempt: fate });
    const plan = await subscribe();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: customer.id,
    });
    await stripe.subscriptions.update(plan.id, { default_payment_method: bad.id });
    await reach(START + 65 * DAY);
    expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: fate });
    expect((await bills()).map(({ status }) => status)).toEqual([bill, "open", "paid"]);
  },
);

it("lets happen what real time has made due, once, also after weeks away", async () => {
  const { stripe, clock, catchUp, books } = openTestSandbox();
  clock.now += 60 * DAY * 1000;
  await catchUp();
  const list = async () => (await stripe.invoices.list({ customer: "cus_acme" })).data;
  expect((await list())[0]).toMatchObject({ status: "paid", billing_reason: "subscription_cycle" });
  expect(await list()).toHaveLength(6);
  const told = books.events.all().length;
  await catchUp();
  expect(books.events.all()).toHaveLength(told);
  const late = await stripe.subscriptions.retrieve("sub_initech");
  expect(late.status).toBe("past_due");
});

it("recovers when a better card is there at the next try", async () => {
  const { stripe, subscribe, reach, customer } = await openLife();
  const plan = await subscribe();
  const card = async (name: string) => {
    const { id } = await stripe.paymentMethods.attach(name, { customer: customer.id });
    const invoice_settings = { default_payment_method: id };
    await stripe.customers.update(customer.id, { invoice_settings });
  };
  await card("pm_card_chargeCustomerFail");
  const end = (plan.items.data[0]?.current_period_end ?? 0) + HOUR;
  await reach(end);
  await card("pm_card_visa");
  await reach(end + 3 * DAY);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "active" });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: false });
});

it("ends at the end of its period when somebody wished so, and is not billed again", async () => {
  const { stripe, subscribe, reach, bills } = await openLife();
  const plan = await subscribe();
  const end = plan.items.data[0]?.current_period_end ?? 0;
  await stripe.subscriptions.update(plan.id, { cancel_at_period_end: true });
  await reach(end + 40 * DAY);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({
    status: "canceled",
    ended_at: end,
    canceled_at: START,
  });
  expect(await bills()).toHaveLength(1);
});

it("expires when the first payment does not come within 23 hours", async () => {
  const { stripe, subscribe, reach, bills } = await openLife("pm_card_chargeCustomerFail");
  const plan = await subscribe();
  await reach(START + 22 * HOUR);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "incomplete" });
  await reach(START + 23 * HOUR);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({
    status: "incomplete_expired",
  });
  expect((await bills())[0]).toMatchObject({ status: "void" });
});

it("takes no money while collection is paused, and does again when it resumes", async () => {
  const { stripe, subscribe, reach, bills } = await openLife();
  const plan = await subscribe();
  const end = plan.items.data[0]?.current_period_end ?? 0;
  await stripe.subscriptions.update(plan.id, {
    pause_collection: { behavior: "void", resumes_at: end + 10 * DAY },
  });
  await reach(end + 2 * HOUR);
  expect((await bills())[0]).toMatchObject({ status: "void" });
  await reach(end + 40 * DAY);
  expect((await bills())[0]).toMatchObject({ status: "paid" });
});

it("tells of each step as Stripe would, in Stripe's time and by nobody's request", async () => {
  const { stripe, subscribe, reach } = await openLife();
  const plan = await subscribe();
  const newest = (await stripe.events.list({ limit: 1, type: "customer.subscription.created" }))
    .data[0];
  const end = plan.items.data[0]?.current_period_end ?? 0;
  expect(await reach(end + 2 * HOUR)).toMatchObject({ status: "advancing" });
  expect(newest).toMatchObject({ created: START });
  const { data } = await stripe.events.list({ limit: 100 });
  const renewal = data.filter(({ created }) => created >= end && created <= end + HOUR);
  expect(renewal.every(({ request }) => request === null)).toBe(true);
  expect(renewal.map(({ type }) => type).toSorted()).toEqual([
    "charge.succeeded",
    "customer.subscription.updated",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_succeeded",
    "invoice_payment.paid",
    "payment_intent.created",
    "payment_intent.succeeded",
  ]);
});

it("keeps the clock's own time, and takes its customers with it when it goes", async () => {
  const { stripe, testClock, customer, reach } = await openLife();
  expect(await stripe.testHelpers.testClocks.retrieve(testClock.id)).toMatchObject({
    status: "ready",
    frozen_time: START,
  });
  await reach(START + DAY);
  await expect(reach(START)).rejects.toThrow("later than the clock's frozen time");
  const ticked = await stripe.testHelpers.testClocks.retrieve(testClock.id);
  expect(ticked).toMatchObject({ status: "ready", frozen_time: START + DAY });
  await stripe.testHelpers.testClocks.del(testClock.id);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
});

it("moves the whole sandbox a month, and leaves test clocks alone", async () => {
  const { stripe, subscribe, bills, clock, books, moveTo } = await openLife();
  await subscribe();
  const move = (wish: unknown, type = "application/json") => {
    const body = JSON.stringify(wish);
    const headers = { "content-type": type };
    const asked = new Request(`${STRIPE_URL}/sandbox/clock`, { method: "POST", headers, body });
    return answerClock(asked, books, moveTo);
  };
  const moved = await move({ advance: 40 * DAY });
  expect(await moved.json()).toEqual({ now: Math.floor(clock.now / 1000) + 40 * DAY });
  const { data } = await stripe.invoices.list({ customer: "cus_acme" });
  expect(data[0]).toMatchObject({ status: "paid", billing_reason: "subscription_cycle" });
  expect(await stripe.subscriptions.retrieve("sub_initech")).toMatchObject({ status: "past_due" });
  expect(await bills()).toHaveLength(1);
  expect((await move({ to: 1 })).status).toBe(400);
  expect((await move({ advance: 1 }, "text/plain")).status).toBe(400);
});
