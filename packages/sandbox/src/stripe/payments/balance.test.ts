import { expect, it } from "vitest";
import { openTestSandbox } from "../testing/sandbox.ts";

it("counts what was taken, and what can be paid out of it", async () => {
  const { stripe } = openTestSandbox();
  const before = await stripe.balance.retrieve();
  const pay = { amount: 2000, currency: "chf", confirm: true, return_url: "https://shop.test" };
  await stripe.paymentIntents.create({ ...pay, payment_method: "pm_card_visa" });
  expect((await stripe.balance.retrieve()).available).toEqual(before.available);
  await stripe.paymentIntents.create({ ...pay, payment_method: "pm_card_bypassPending" });
  const { available, pending } = await stripe.balance.retrieve();
  const chf = { amount: 2000, currency: "chf", source_types: { card: 2000 } };
  expect(available).toEqual([chf]);
  expect(pending).toContainEqual(chf);
  const told = await stripe.events.list({ type: "balance.available" });
  expect(told.data.map(({ data }) => data.object)).toMatchObject([{ available: [chf] }]);
});
