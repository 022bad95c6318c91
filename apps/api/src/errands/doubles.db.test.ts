import { historyOf, openNoticesOf } from "@portico/db";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { House } from "../testing.ts";
import { closeBusiness, DAY, doNow, findings, found, openBusiness, subscribe } from "./testing.ts";

let house: House;
let price: string;
let organization: string;
beforeAll(async () => {
  const business = await openBusiness();
  house = business.house;
  price = business.prices.month;
});
beforeEach(async () => {
  organization = await found(house);
});
afterAll(() => closeBusiness(house));

/** One more plan beside the one there is, by a checkout of ours or by somebody's hand. */
async function buyBeside(customer: string, metadata = {}) {
  house.sandbox.advance(60);
  const plan = await house.deps.stripe.subscriptions.create({
    customer,
    items: [{ price }],
    metadata,
  });
  await house.settle();
  await doNow(house);
  return plan.id;
}

const fromCheckout = { portico_checkout: "plan" };
const statusOf = async (plan: string) =>
  (await house.deps.stripe.subscriptions.retrieve(plan)).status;

async function refundsOf(customer: string): Promise<number[]> {
  const refunds: number[] = [];
  for await (const { amount_refunded } of house.deps.stripe.charges.list({ customer, limit: 100 }))
    if (amount_refunded > 0) refunds.push(amount_refunded);
  return refunds;
}

async function noticesOfDoubles() {
  const notices = await openNoticesOf(house.deps.db, organization, 100);
  return notices.filter(({ kind }) => kind === "double.ended");
}

it("ends the later of two plans that a checkout of ours began, and tells the history and the host why", async () => {
  const { customer, plan } = await subscribe(house, organization, price, 1);
  const double = await buyBeside(customer, fromCheckout);
  expect([await statusOf(plan), await statusOf(double)]).toEqual(["active", "canceled"]);
  expect(await refundsOf(customer)).toEqual([]);
  const changes = await historyOf(house.deps.db, organization, { limit: 100 });
  expect(changes.filter(({ cause }) => cause.by === "double")).toMatchObject([
    { objectId: double, cause: { kept: plan }, after: { status: "canceled" } },
  ]);
  expect(await findings(house)).toContain(
    `${organization} paid $149.00 for ${double}, which it bought beside ${plan} and which we ended.`,
  );
  const [charge] = (await house.deps.stripe.charges.list({ customer })).data;
  await house.deps.stripe.refunds.create({ charge: charge?.id ?? "" });
  await house.settle();
  expect((await findings(house)).join()).not.toContain(double);
  expect(await noticesOfDoubles()).toMatchObject([
    { source: double, after: { subscription: double, kept: plan, refunded: false } },
  ]);
});

it("gives back what was paid for it where that was decided, once, however often it is tried", async () => {
  house.settings.policy.refundDoubles = true;
  const { customer } = await subscribe(house, organization, price, 1);
  await buyBeside(customer, fromCheckout);
  expect(await refundsOf(customer)).toEqual([14_900]);
  await house.deps.db.execute(
    "update portico.errands set done_at = null where kind = 'end double'",
  );
  house.sandbox.advance(2 * DAY);
  await doNow(house);
  expect(await refundsOf(customer)).toEqual([14_900]);
  expect(await noticesOfDoubles()).toHaveLength(1);
  house.settings.policy.refundDoubles = false;
});

it("gives back all that was paid for it, however often that was", async () => {
  house.settings.policy.refundDoubles = true;
  const { stripe } = house.deps;
  const { customer } = await subscribe(house, organization, price, 1);
  const { id: daily } = await stripe.prices.create({
    product: "prod_team",
    currency: "usd",
    unit_amount: 500,
    recurring: { interval: "day" },
  });
  // Of two that began in the same second, either may be the first.
  house.sandbox.advance(60);
  const items = [{ price: daily }];
  await stripe.subscriptions.create({ customer, items, metadata: fromCheckout });
  house.sandbox.advance(101 * DAY);
  await house.settle();
  await doNow(house);
  expect(await refundsOf(customer)).toEqual(Array.from({ length: 101 }, () => 500));
  house.settings.policy.refundDoubles = false;
});

it("ends all but the first of three", async () => {
  const { customer, plan } = await subscribe(house, organization, price, 1);
  const [one, other] = [
    await buyBeside(customer, fromCheckout),
    await buyBeside(customer, fromCheckout),
  ];
  expect(await Promise.all([plan, one, other].map(statusOf))).toEqual([
    "active",
    "canceled",
    "canceled",
  ]);
});

it("leaves what somebody made by hand", async () => {
  const { customer } = await subscribe(house, organization, price, 1);
  expect(await statusOf(await buyBeside(customer))).toBe("active");
});

it("leaves the one that is bought after the other ended", async () => {
  const { customer, plan } = await subscribe(house, organization, price, 1);
  await house.deps.stripe.subscriptions.cancel(plan);
  await house.settle();
  expect(await statusOf(await buyBeside(customer, fromCheckout))).toBe("active");
});
