import { expect, it } from "vitest";
import { choose } from "../../books/settings.ts";
import { DAY, HOUR, openLife, START } from "../../testing/life.ts";

it("is past due when the card fails, is tried again, and ends after the last try", async () => {
  const { stripe, subscribe, payBy, reach, bills, customer, books } = await openLife();
  choose(books, { after_last_attempt: "cancel" });
  const plan = await subscribe();
  await payBy("pm_card_chargeCustomerFail");
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

it("recovers when a better card is there at the next try", async () => {
  const { stripe, subscribe, payBy, reach, customer } = await openLife();
  const plan = await subscribe();
  await payBy("pm_card_chargeCustomerFail");
  const end = (plan.items.data[0]?.current_period_end ?? 0) + HOUR;
  await reach(end);
  await payBy("pm_card_visa");
  await reach(end + 3 * DAY);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "active" });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: false });
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
