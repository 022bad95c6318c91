import { expect, it } from "vitest";
import { DAY, openLife, START } from "../testing/life.ts";
import { openTestSandbox, STRIPE_URL } from "../testing/sandbox.ts";
import { answerClock } from "./move-clock.ts";

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
  const move = (wish: unknown) => {
    const body = JSON.stringify(wish);
    const asked = new Request(`${STRIPE_URL}/sandbox/clock`, { method: "POST", body });
    return answerClock(asked, books, moveTo);
  };
  const moved = await move({ advance: 40 * DAY });
  expect(await moved.json()).toEqual({ now: Math.floor(clock.now / 1000) + 40 * DAY });
  const { data } = await stripe.invoices.list({ customer: "cus_acme" });
  expect(data[0]).toMatchObject({ status: "paid", billing_reason: "subscription_cycle" });
  expect(await stripe.subscriptions.retrieve("sub_initech")).toMatchObject({ status: "past_due" });
  expect(await bills()).toHaveLength(1);
  expect((await move({ to: 1 })).status).toBe(400);
});
