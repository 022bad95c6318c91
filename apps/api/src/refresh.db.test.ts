import { afterAll, beforeAll, expect, it } from "vitest";
import { mutate } from "./as-the-page.ts";
import { type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const refresh = async () => jsonOf(await mutate(house, ["ada", "org_umbrella"], "refresh"));

it("shows what Stripe says now, before any of its letters came", async () => {
  const { stripe } = house.deps;
  await stripe.subscriptions.update("sub_umbrella", { cancel_at_period_end: true });
  expect(await refresh()).toMatchObject({
    result: { data: { subscriptions: [{ cancelAt: expect.any(String) }] } },
  });
});

it("says so where Stripe cannot be asked, and goes on from there", async () => {
  house.stripeAnswers(async () => Response.json({ error: { type: "api_error" } }, { status: 500 }));
  expect(await refresh()).toMatchObject({ error: { data: { reason: "STRIPE_UNAVAILABLE" } } });
  house.stripeAnswers();
  expect(await refresh()).toMatchObject({ result: { data: { hasCustomer: true } } });
});
