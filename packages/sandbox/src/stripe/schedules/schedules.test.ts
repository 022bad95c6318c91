import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { refusalOf } from "../testing/sandbox.ts";
import { bills, openShop } from "../testing/shop.ts";

const DAY = 24 * 60 * 60;

it("begins a plan now, changes it when a phase ends, and lets it go after the last", async () => {
  const { stripe, moveTo, books, priced, customer } = await openShop();
  const [cheap, dear] = [await priced(1000), await priced(3000)];
  const made = await stripe.subscriptionSchedules.create({
    customer: customer.id,
    start_date: "now",
    phases: [
      { items: [{ price: cheap.id }], duration: { interval: "month", interval_count: 2 } },
      { items: [{ price: dear.id, quantity: 2 }], metadata: { tier: "gold" } },
    ],
  });
  const plan = await stripe.subscriptions.retrieve(idOf(made.subscription ?? ""));
  expect(plan).toMatchObject({ status: "active", schedule: made.id, start_date: books.now() });
  expect(made).toMatchObject({ status: "active", current_phase: { start_date: books.now() } });

  moveTo((made.phases[0]?.end_date ?? 0) + 2 * 3600);
  expect(await bills(stripe, customer)).toEqual([1000, 1000, 6000]);
  const later = await stripe.subscriptions.retrieve(plan.id);
  expect(later.metadata).toEqual({ tier: "gold" });
  const { current_phase: phase } = await stripe.subscriptionSchedules.retrieve(made.id);
  expect(phase?.end_date).toBe(made.phases[1]?.end_date);

  moveTo((made.phases[1]?.end_date ?? 0) + 2 * 3600);
  expect(await stripe.subscriptionSchedules.retrieve(made.id)).toMatchObject({
    status: "completed",
    subscription: null,
    released_subscription: plan.id,
  });
  const after = await stripe.subscriptions.retrieve(plan.id);
  expect(after).toMatchObject({ status: "active", schedule: null });
  expect(await bills(stripe, customer)).toEqual([1000, 1000, 6000, 6000]);
  const told = await stripe.events.list({ type: "subscription_schedule.*" });
  expect(told.data.map(({ type }) => type).toReversed()).toEqual([
    "subscription_schedule.created",
    "subscription_schedule.updated",
    "subscription_schedule.updated",
    "subscription_schedule.expiring",
    "subscription_schedule.completed",
  ]);
});

it("begins later, and ends its plan where it is meant to", async () => {
  const { stripe, moveTo, books, priced, customer } = await openShop();
  const { id: price } = await priced(1000);
  const start = books.now() + 10 * DAY;
  const made = await stripe.subscriptionSchedules.create({
    customer: customer.id,
    start_date: start,
    end_behavior: "cancel",
    phases: [{ items: [{ price }] }],
  });
  expect(made).toMatchObject({ status: "not_started", subscription: null, current_phase: null });
  moveTo(start + DAY);
  const [plan] = (await stripe.subscriptions.list({ customer: customer.id })).data;
  expect(plan).toMatchObject({ start_date: start, cancel_at: made.phases[0]?.end_date });
  moveTo((made.phases[0]?.end_date ?? 0) + DAY);
  expect(await stripe.subscriptions.retrieve(plan?.id ?? "")).toMatchObject({ status: "canceled" });
  expect(await stripe.subscriptionSchedules.retrieve(made.id)).toMatchObject({
    status: "completed",
    subscription: plan?.id,
  });
  expect(await bills(stripe, customer)).toEqual([1000]);
});

it("bills each period since a start in the past", async () => {
  const { stripe, books, moveBy, priced, customer } = await openShop();
  const { id: price } = await priced(1000);
  moveBy(DAY);
  const start_date = books.now() - 40 * DAY;
  await stripe.subscriptionSchedules.create({
    customer: customer.id,
    start_date,
    phases: [{ items: [{ price }], duration: { interval: "year" } }],
  });
  const [plan] = (await stripe.subscriptions.list({ customer: customer.id })).data;
  expect(plan).toMatchObject({ start_date, billing_cycle_anchor: start_date });
  expect(await bills(stripe, customer)).toEqual([2000]);
});

it("takes over a plan, and changes it when its period ends or at once", async () => {
  const { stripe, moveTo, priced, customer } = await openShop();
  const [cheap, dear] = [await priced(1000), await priced(3000)];
  const plan = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: dear.id }],
  });
  const made = await stripe.subscriptionSchedules.create({ from_subscription: plan.id });
  const [phase] = made.phases;
  const { start_date = 0, end_date = 0 } = phase ?? {};
  expect(end_date).toBe(plan.items.data[0]?.current_period_end);
  await stripe.subscriptionSchedules.update(made.id, {
    phases: [
      { items: [{ price: dear.id }], start_date, end_date },
      { items: [{ price: cheap.id }] },
    ],
  });
  moveTo(end_date + 2 * 3600);
  expect(await bills(stripe, customer)).toEqual([3000, 1000]);

  const next = await stripe.subscriptionSchedules.retrieve(made.id);
  const current = next.phases[1]?.start_date ?? 0;
  await stripe.subscriptionSchedules.update(made.id, {
    phases: [{ items: [{ price: cheap.id, quantity: 3 }], start_date: current }],
    proration_behavior: "none",
  });
  const after = await stripe.subscriptions.retrieve(plan.id);
  expect(after.items.data[0]).toMatchObject({ quantity: 3, id: plan.items.data[0]?.id });
});

it("is cancelled with its plan, or released from it", async () => {
  const { stripe, priced, customer, newest } = await openShop();
  const { id: price } = await priced(1000);
  const begin = async () =>
    stripe.subscriptionSchedules.create({
      customer: customer.id,
      start_date: "now",
      phases: [{ items: [{ price }] }],
    });
  const one = await begin();
  const canceled = await stripe.subscriptionSchedules.cancel(one.id);
  expect(canceled).toMatchObject({ status: "canceled", subscription: one.subscription });
  const ended = await stripe.subscriptions.retrieve(idOf(one.subscription ?? ""));
  expect(ended.status).toBe("canceled");

  const other = await begin();
  const released = await stripe.subscriptionSchedules.release(other.id);
  expect(released).toMatchObject({ status: "released", released_subscription: other.subscription });
  const free = await stripe.subscriptions.retrieve(idOf(other.subscription ?? ""));
  expect(free).toMatchObject({ status: "active", schedule: null });
  expect((await refusalOf(stripe.subscriptionSchedules.release(other.id))).message).toMatch(
    "currently in the `released` status",
  );

  const third = await begin();
  await stripe.subscriptions.cancel(idOf(third.subscription ?? ""));
  expect(await stripe.subscriptionSchedules.retrieve(third.id)).toMatchObject({
    status: "canceled",
  });
  expect(await newest(2)).toContain("subscription_schedule.canceled");
});

it("leaves a plan's end to its schedule, and follows changes of its items", async () => {
  const { stripe, priced, customer } = await openShop();
  const { id: price } = await priced(1000);
  const made = await stripe.subscriptionSchedules.create({
    customer: customer.id,
    start_date: "now",
    phases: [{ items: [{ price }] }],
  });
  const plan = await stripe.subscriptions.retrieve(idOf(made.subscription ?? ""));
  const asked = stripe.subscriptions.update(plan.id, { cancel_at_period_end: true });
  expect((await refusalOf(asked)).message).toMatch(
    `managed by the subscription schedule \`${made.id}\``,
  );
  const id = plan.items.data[0]?.id ?? "";
  await stripe.subscriptions.update(plan.id, { items: [{ id, quantity: 4 }] });
  const { phases } = await stripe.subscriptionSchedules.retrieve(made.id);
  expect(phases[0]?.items[0]?.quantity).toBe(4);
});

it("is found by customer, and by what became of it", async () => {
  const { stripe, books, priced, customer } = await openShop();
  const { id: price } = await priced(1000);
  const phases = [{ items: [{ price }] }];
  await stripe.subscriptionSchedules.create({ customer: customer.id, start_date: "now", phases });
  const later = books.now() + DAY;
  const waiting = await stripe.subscriptionSchedules.create({
    customer: customer.id,
    start_date: later,
    phases,
  });
  const found = await stripe.subscriptionSchedules.list({ scheduled: true });
  expect(found.data.map(({ id }) => id)).toEqual([waiting.id]);
  await stripe.subscriptionSchedules.cancel(waiting.id);
  const ended = await stripe.subscriptionSchedules.list({ canceled_at: { gte: books.now() } });
  expect(ended.data.map(({ id }) => id)).toEqual([waiting.id]);
  expect((await stripe.subscriptionSchedules.list({ customer: "cus_acme" })).data).toEqual([]);
});
