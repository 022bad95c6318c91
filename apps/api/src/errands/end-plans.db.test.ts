import { historyOf } from "@portico/db";
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

/** A plan of which so much of its month has passed when its organization is deleted. */
async function endAfter(days: number, way: House["settings"]["policy"]["whenOrganizationGoes"]) {
  house.settings.policy.whenOrganizationGoes = way;
  const made = await subscribe(house, organization, price, 1);
  house.sandbox.advance(days * DAY);
  await house.settle();
  await house.askClerk("DELETE", `/organizations/${organization}`);
  await doNow(house);
  return made;
}

const planOf = (plan: string) => house.deps.stripe.subscriptions.retrieve(plan);

async function refundsOf(customer: string): Promise<number[]> {
  const { data } = await house.deps.stripe.charges.list({ customer });
  return data.flatMap(({ amount_refunded }) => (amount_refunded > 0 ? amount_refunded : []));
}

async function farewells() {
  const changes = await historyOf(house.deps.db, organization, { limit: 100 });
  return changes.filter(({ cause }) => cause.by === "farewell");
}

it("ends with its period, unless it was decided otherwise, and says why in the history", async () => {
  const { customer, plan } = await endAfter(0, "period end");
  const ending = await planOf(plan);
  expect(ending.status).toBe("active");
  expect(ending.cancel_at).toBe(ending.items.data[0]?.current_period_end);
  expect(await farewells()).toMatchObject([
    { objectId: plan, cause: { by: "farewell", organization } },
  ]);
  house.sandbox.advance(32 * DAY);
  await house.settle();
  expect((await planOf(plan)).status).toBe("canceled");
  expect(await refundsOf(customer)).toEqual([]);
});

it("ends now", async () => {
  const { customer, plan } = await endAfter(1, "now");
  expect((await planOf(plan)).status).toBe("canceled");
  expect(await refundsOf(customer)).toEqual([]);
  expect(await farewells()).toMatchObject([{ after: { status: "canceled" } }]);
});

it("ends now and gives back what is not used, once, however often it is tried", async () => {
  const { customer, plan } = await endAfter(10, "now with refund");
  const { ended_at, items } = await planOf(plan);
  const { current_period_start: start = 0, current_period_end: end = 0 } = items.data[0] ?? {};
  const unused = Math.floor((14_900 * (end - (ended_at ?? 0))) / (end - start));
  expect(unused).toBeGreaterThan(14_900 / 2);
  expect(await refundsOf(customer)).toEqual([unused]);
  await house.deps.db.execute("update portico.errands set done_at = null where kind = 'end plans'");
  house.sandbox.advance(2 * DAY);
  await doNow(house);
  expect(await refundsOf(customer)).toEqual([unused]);
});

it("gives nothing back of a plan that somebody ended before", async () => {
  house.settings.policy.whenOrganizationGoes = "now with refund";
  const { customer, plan } = await subscribe(house, organization, price, 1);
  await house.deps.stripe.subscriptions.cancel(plan);
  await house.settle();
  await house.askClerk("DELETE", `/organizations/${organization}`);
  await doNow(house);
  expect(await refundsOf(customer)).toEqual([]);
});

it("keeps what is to be kept", async () => {
  const { plan } = await endAfter(0, "keep");
  expect(await planOf(plan)).toMatchObject({ status: "active", cancel_at: null });
  expect(await findings(house)).toContain(
    `${organization} was deleted, and goes on paying for ${plan}.`,
  );
});

it("leaves alone what is no plan of ours, and says so", async () => {
  house.settings.policy.whenOrganizationGoes = "now with refund";
  const { stripe } = house.deps;
  const { customer, plan } = await subscribe(house, organization, price, 1);
  const other = await stripe.prices.create({
    currency: "usd",
    unit_amount: 7_700,
    recurring: { interval: "month" },
    product_data: { name: "Another product of the same account" },
  });
  const theirs = await stripe.subscriptions.create({ customer, items: [{ price: other.id }] });
  await house.askClerk("DELETE", `/organizations/${organization}`);
  await house.settle();
  await doNow(house);
  expect((await planOf(plan)).status).toBe("canceled");
  expect(await planOf(theirs.id)).toMatchObject({ status: "active", cancel_at: null });
  expect(await refundsOf(customer)).toHaveLength(1);
  const found = await findings(house);
  expect(found).toContain(`${organization} was deleted, and goes on paying for ${theirs.id}.`);
  expect(found).toContainEqual(
    expect.stringMatching(new RegExp(`^No plan is sold at ${other.id} .* ${organization} pays`)),
  );
});

it("ends a plan that was taken off the catalog too", async () => {
  house.settings.policy.whenOrganizationGoes = "now";
  const retired = await house.deps.stripe.prices.create({
    currency: "usd",
    unit_amount: 2_900,
    recurring: { interval: "month" },
    product_data: { name: "Classic", metadata: { portico_plan: "classic" } },
  });
  const { plan } = await subscribe(house, organization, retired.id, 1);
  await house.askClerk("DELETE", `/organizations/${organization}`);
  await doNow(house);
  expect((await planOf(plan)).status).toBe("canceled");
});

it("ends although Stripe was away, or dropped its answers", async () => {
  house.settings.policy.whenOrganizationGoes = "now with refund";
  const { customer, plan } = await subscribe(house, organization, price, 1);
  await house.askClerk("DELETE", `/organizations/${organization}`);
  house.stripeAnswers(async () => Response.json({ error: { message: "no" } }, { status: 503 }));
  await doNow(house);
  let dropped = 0;
  house.stripeAnswers(async (request) => {
    const answer = await house.sandbox.stripe(request);
    if (request.method === "GET" || dropped >= 2) return answer;
    dropped += 1;
    throw new TypeError("fetch failed");
  });
  for (let tries = 0; tries < 4; tries += 1) await doNow(house);
  house.stripeAnswers();
  expect(dropped).toBe(2);
  expect((await planOf(plan)).status).toBe("canceled");
  expect(await refundsOf(customer)).toHaveLength(1);
});

it("ends what is on a schedule too", async () => {
  house.settings.policy.whenOrganizationGoes = "period end";
  const { plan } = await subscribe(house, organization, price, 1);
  await house.deps.stripe.subscriptionSchedules.create({ from_subscription: plan });
  await house.askClerk("DELETE", `/organizations/${organization}`);
  await doNow(house);
  const { cancel_at, schedule } = await planOf(plan);
  expect([typeof cancel_at, schedule]).toEqual(["number", null]);
});

it("ends what was bought after the organization was deleted", async () => {
  house.settings.policy.whenOrganizationGoes = "now";
  await house.askClerk("DELETE", `/organizations/${organization}`);
  const { plan } = await subscribe(house, organization, price, 1);
  await doNow(house);
  expect((await planOf(plan)).status).toBe("canceled");
});
