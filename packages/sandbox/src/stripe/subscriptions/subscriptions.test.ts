import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const newestOf = async ({ stripe }: ReturnType<typeof openTestSandbox>) =>
  (await stripe.events.list({ limit: 1 })).data[0];

it("is cancelled at the end of its period as recorded, and not any more", async () => {
  const open = openTestSandbox();
  const { stripe, clock } = open;
  const before = await stripe.subscriptions.retrieve("sub_acme");
  const ending = await stripe.subscriptions.update("sub_acme", {
    cancel_at_period_end: true,
    cancellation_details: { feedback: "unused" },
  });
  expect(ending).toMatchObject({
    status: "active",
    cancel_at_period_end: true,
    cancel_at: before.items.data[0]?.current_period_end,
    canceled_at: Math.floor(clock.now / 1000),
    cancellation_details: { reason: "cancellation_requested", feedback: "unused" },
  });
  expect(await newestOf(open)).toMatchObject({
    type: "customer.subscription.updated",
    data: { previous_attributes: { cancel_at: null, cancel_at_period_end: false } },
  });
  const renewed = await stripe.subscriptions.update("sub_acme", { cancel_at_period_end: false });
  expect(renewed).toMatchObject({
    cancel_at_period_end: false,
    cancel_at: null,
    canceled_at: null,
    cancellation_details: { reason: null },
  });
});

it("is cancelled at once, and stays as it ended", async () => {
  const open = openTestSandbox();
  const { stripe } = open;
  const ended = await stripe.subscriptions.cancel("sub_acme", {
    cancellation_details: { comment: "Bye" },
  });
  expect(ended).toMatchObject({
    status: "canceled",
    ended_at: expect.any(Number),
    cancellation_details: { comment: "Bye" },
  });
  expect(await newestOf(open)).toMatchObject({ type: "customer.subscription.deleted" });
  expect(await refusalOf(stripe.subscriptions.cancel("sub_acme"))).toMatchObject({
    statusCode: 404,
  });
  const again = stripe.subscriptions.update("sub_acme", { cancel_at_period_end: true });
  expect((await refusalOf(again)).message).toBe(
    "A canceled subscription can only update its cancellation_details and metadata.",
  );
});

it("is found by customer and status; without a status the ended ones are left out", async () => {
  const { stripe } = openTestSandbox();
  const count = async (params: Parameters<typeof stripe.subscriptions.list>[0]) =>
    (await stripe.subscriptions.list(params)).data.length;
  expect(await count({ status: "past_due" })).toBe(1);
  await stripe.subscriptions.cancel("sub_acme");
  expect(await count({ customer: "cus_acme" })).toBe(0);
  expect(await count({ customer: "cus_acme", status: "all" })).toBe(1);
  expect(await count({ customer: "cus_acme", status: "ended" })).toBe(1);
  expect(await count({ price: "price_business" })).toBe(1);
});
