import { expect, it } from "vitest";
import { idOf } from "../../books/id-of.ts";
import { refusalOf } from "../../testing/sandbox.ts";
import { bills, nextMonth, openShop } from "../../testing/shop.ts";

async function openPlan() {
  const shop = await openShop();
  const { id: price } = await shop.priced(3000);
  const plan = await shop.stripe.subscriptions.create({
    customer: shop.customer.id,
    items: [{ price }],
  });
  const { current_period_start: start = 0, current_period_end: end = 0 } = plan.items.data[0] ?? {};
  const halfway = Math.round((start + end) / 2);
  return { ...shop, plan, halfway };
}

it("rests, bills nothing meanwhile, and begins a period when it goes on", async () => {
  const { stripe, plan, customer, moveTo, books, halfway, newest } = await openPlan();
  moveTo(halfway);
  const paused = await stripe.subscriptions.pause(plan.id, { invoicing_behavior: "invoice" });
  expect(paused).toMatchObject({
    status: "paused",
    status_details: {
      paused: {
        type: "subscription",
        subscription: { type: "pause_requested" },
        transitioned_at: halfway,
      },
    },
  });
  expect(await newest(1)).toEqual(["customer.subscription.paused"]);
  expect(await bills(stripe, customer)).toEqual([3000, -1500]);
  moveTo(nextMonth(plan) + 40 * 24 * 3600);
  expect(await bills(stripe, customer)).toEqual([3000, -1500]);

  const resumed = await stripe.subscriptions.resume(plan.id);
  expect(resumed).toMatchObject({ status: "active", billing_cycle_anchor: books.now() });
  expect(resumed.status_details).toBeUndefined();
  expect(await bills(stripe, customer)).toEqual([3000, -1500, 3000]);
});

it("goes on in the rest of the period it would be in, when its day is to stay", async () => {
  const { stripe, plan, customer, moveTo, halfway } = await openPlan();
  await stripe.subscriptions.pause(plan.id, { bill_for: { unused_time_from: { type: "none" } } });
  moveTo(halfway);
  const resumed = await stripe.subscriptions.resume(plan.id, {
    billing_cycle_anchor: { type: "unchanged" },
    proration_behavior: "always_invoice",
  });
  expect(resumed.billing_cycle_anchor).toBe(plan.billing_cycle_anchor);
  expect(resumed.items.data[0]?.current_period_end).toBe(plan.items.data[0]?.current_period_end);
  expect(await bills(stripe, customer)).toEqual([3000, 1500]);
});

it("stays paused until its bill is paid, when it is to go on only then", async () => {
  const { stripe, plan, customer, newest } = await openPlan();
  await stripe.subscriptions.pause(plan.id, { bill_for: { unused_time_from: { type: "none" } } });
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: customer.id,
  });
  await stripe.subscriptions.update(plan.id, { default_payment_method: bad.id });
  const waiting = await stripe.subscriptions.resume(plan.id, {
    payment_behavior: "resume_on_payment_success",
  });
  expect(waiting.status).toBe("paused");
  const { id: good } = await stripe.paymentMethods.attach("pm_card_visa", {
    customer: customer.id,
  });
  await stripe.invoices.pay(idOf(waiting.latest_invoice ?? ""), { payment_method: good });
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "active" });
  expect(await newest(3)).toContain("customer.subscription.resumed");
});

it("cannot rest under a schedule, nor twice", async () => {
  const { stripe, plan } = await openPlan();
  await stripe.subscriptions.pause(plan.id);
  const again = stripe.subscriptions.pause(plan.id);
  expect((await refusalOf(again)).message).toMatch("with the status `paused`");
  await stripe.subscriptions.resume(plan.id);
  await stripe.subscriptionSchedules.create({ from_subscription: plan.id });
  const managed = stripe.subscriptions.pause(plan.id);
  expect((await refusalOf(managed)).message).toMatch("managed by the subscription schedule");
});
