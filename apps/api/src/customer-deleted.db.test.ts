import { afterAll, beforeAll, expect, it } from "vitest";
import { query } from "./as-the-page.ts";
import { type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

it("takes in that a customer went, and that its plan ended with it, from letters of one moment", async () => {
  const { stripe } = house.deps;
  await stripe.customers.del("cus_umbrella");
  await house.settle();
  const answer = await jsonOf(await query(house, ["ada", "org_umbrella"], "view"));
  expect(answer).toMatchObject({
    result: { data: { hasCustomer: false, subscriptions: [], invoices: [] } },
  });
});
