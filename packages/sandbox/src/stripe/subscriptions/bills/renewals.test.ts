import { expect, it } from "vitest";
import { DAY, HOUR, openLife, START } from "../../testing/life.ts";

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
