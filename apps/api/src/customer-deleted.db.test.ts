import { afterEach, beforeEach, expect, it } from "vitest";
import { mutate, query } from "./as-the-page.ts";
import { type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse();
  await house.settle();
  await house.deps.stripe.customers.del("cus_umbrella");
});
afterEach(() => house.close());

const view = async () => jsonOf(await query(house, ["ada", "org_umbrella"], "view"));
const gone = {
  result: { data: { hasCustomer: false, hadPlan: true, subscriptions: [], invoices: [] } },
};

it("takes in that a customer went, and that its plan ended with it, from letters of one moment", async () => {
  await house.settle();
  expect(await view()).toMatchObject(gone);
});

it("shows that it went to whoever meets it at the portal before Stripe tells of it", async () => {
  expect(await view()).toMatchObject({ result: { data: { hasCustomer: true } } });
  const wish = { returnUrl: house.settings.appUrl };
  const answer = await mutate(house, ["ada", "org_umbrella"], "createPortal", wish);
  expect(await jsonOf(answer)).toMatchObject({
    error: {
      message: expect.stringContaining("no more"),
      data: { reason: "NO_STRIPE_CUSTOMER" },
    },
  });
  expect(await view()).toMatchObject(gone);
});

it("never had a plan where only a checkout was begun, and its customer went then", async () => {
  const { stripe } = house.deps;
  const returnUrl = house.settings.appUrl;
  const wish = { plan: "starter", interval: "month", returnUrl };
  await mutate(house, ["grace", "org_globex"], "startCheckout", wish);
  const [customer] = (await stripe.customers.list({ email: "grace@globex.test" })).data;
  await stripe.customers.del(customer?.id ?? "");
  await house.settle();
  expect(await jsonOf(await query(house, ["grace", "org_globex"], "view"))).toMatchObject({
    result: { data: { hasCustomer: false, hadPlan: false } },
  });
});
