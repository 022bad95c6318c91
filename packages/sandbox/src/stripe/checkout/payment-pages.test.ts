import { expect, it } from "vitest";
import { errorIn } from "../testing/sandbox.ts";
import { once, plan, openTill, type Wish } from "./testing.ts";

const open = openTill();
const { confirm, paid } = open;
const { checkout, events, subscriptions } = open.stripe;

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
