import type Stripe from "stripe";
import { expect, it } from "vitest";
import { BACK } from "../selling/till.ts";
import { dayOf, openYear, ORGANIZATION } from "./open-year.ts";

const ALL = { features: ["reports"], graceUntil: null };
const NOTHING = { features: [], graceUntil: null };

/** A seat of a month is 31 dollars and 100 credits; who comes or leaves is a dollar a day on the next invoice. */
const INVOICES = [
  ["2027-01-01", 3_100],
  // Bob has been there for 21 days.
  ["2027-02-01", 6_200 + 2_100],
  ["2027-03-01", 6_200],
  // Credits are bought.
  ["2027-03-10", 900],
  // Ada has been there for 15 days.
  ["2027-04-01", 9_300 + 1_500],
  ["2027-05-01", 9_300],
  // Bob has been gone for 21 days.
  ["2027-06-01", 6_200 - 2_100],
  ["2027-07-01", 6_200],
  ["2027-08-01", 6_200],
  ["2027-09-01", 6_200],
  ["2027-10-01", 6_200],
  // Linus was there for ten days, from the 17th to the 27th.
  ["2027-11-01", 6_200 + 1_500 - 500],
  ["2027-12-01", 6_200],
  ["2028-01-01", 6_200],
];

/** Whoever comes brings a share of 100 credits by the days; what a month gave ends with the month it was billed for. */
const LEDGER = [
  ["2027-01-01", "granted", 100, 100],
  ["2027-02-01", "expired", -100, 0],
  ["2027-02-01", "granted", 200 + 68, 268],
  ["2027-02-10", "spent", -68, 200],
  ["2027-03-01", "expired", -200, 0],
  ["2027-03-01", "granted", 200, 200],
  ["2027-03-10", "granted", 500, 700],
  ["2027-04-01", "expired", -200, 500],
  ["2027-04-01", "granted", 300 + 48, 848],
  // All of the month, and 52 of those that were bought.
  ["2027-04-20", "spent", -400, 448],
  ["2027-05-01", "granted", 300, 748],
  ["2027-06-01", "expired", -300, 448],
  ["2027-06-01", "granted", 200 - 68, 580],
  // Bought 90 days ago.
  ["2027-06-08", "expired", -448, 132],
  ["2027-07-01", "expired", -132, 0],
  ["2027-07-01", "granted", 200, 200],
  ["2027-08-01", "expired", -200, 0],
  // Nothing before it is paid.
  ["2027-08-20", "granted", 200, 200],
  ["2027-09-01", "expired", -200, 0],
  ["2027-09-01", "granted", 200, 200],
  ["2027-10-01", "expired", -200, 0],
  ["2027-10-01", "granted", 200, 200],
  ["2027-11-01", "expired", -200, 0],
  ["2027-11-01", "granted", 200 + 32, 232],
  ["2027-12-01", "expired", -232, 0],
  ["2027-12-01", "granted", 200, 200],
  ["2028-01-01", "expired", -200, 0],
  ["2028-01-01", "granted", 200, 200],
];

it("bills and gives for a year what the catalog says, whoever comes, goes or pays late", async () => {
  const year = await openYear("2027-01-01T00:00:00Z");
  const { stripe, live } = year;
  const grace = () => year.as("grace", ORGANIZATION);

  await (await grace()).start({ plan: "crew", interval: "month", returnUrl: BACK });
  await year.pay(await openSession(stripe));
  await live("2027-01-11T00:00:00Z");
  expect(await year.entitlements()).toEqual(ALL);
  await year.comes("user_bob");
  await year.hearBadly(50);
  await live("2027-02-10T00:00:00Z");
  await year.spend(68);
  await live("2027-03-10T00:00:00Z");
  await (await grace()).buy({ pack: "extra", returnUrl: BACK });
  await year.pay(await openSession(stripe));
  await year.aMinute();
  await live("2027-03-17T00:00:00Z");
  await year.comes("user_ada");
  await live("2027-04-20T00:00:00Z");
  await year.spend(400);
  await live("2027-05-11T00:00:00Z");
  await year.goes("user_bob");
  await year.hearAgain();
  await year.hearBadly(50);

  await live("2027-07-20T00:00:00Z");
  await payWith(stripe, "pm_card_chargeCustomerFail");
  await live("2027-08-01T02:00:00Z");
  const late = { features: ["reports"], graceUntil: "2027-08-15T00:00:00.000Z" };
  expect(await year.entitlements()).toEqual(late);
  await live("2027-08-14T23:59:59.999Z");
  expect(await year.entitlements()).toEqual(late);
  await live("2027-08-15T00:00:00Z");
  expect(await year.entitlements()).toEqual(NOTHING);
  await live("2027-08-20T00:00:00Z");
  await payWith(stripe, "pm_card_visa");
  const [unpaid] = await invoicesOf(stripe, "open");
  await stripe.invoices.pay(unpaid?.id ?? "");
  await year.aMinute();
  expect(await year.entitlements()).toEqual(ALL);
  await year.hearBadly(50);
  await live("2027-10-17T00:00:00Z");
  await year.comes("user_linus");
  await live("2027-10-27T00:00:00Z");
  await year.goes("user_linus");
  await live("2028-01-02T00:00:00Z");
  expect(await year.entitlements()).toEqual(ALL);

  expect(await year.ledger(ORGANIZATION)).toEqual(LEDGER);
  const paid = await invoicesOf(stripe, "paid");
  expect(
    paid.toReversed().map(({ created, total }) => [dayOf(new Date(created * 1000)), total]),
  ).toEqual(INVOICES);
  expect(amountsIn(await year.ledger("org_umbrella"))).toEqual([60_000, 60_000]);
  expect(amountsIn(await year.ledger("org_acme"))).toEqual([
    1_000,
    ...Array.from({ length: 12 }, () => [-1_000, 1_000]).flat(),
  ]);
  expect(await year.accessTold()).toEqual([
    ["2027-01-01", "access.gained"],
    ["2027-08-15", "access.lost"],
    ["2027-08-20", "access.gained"],
  ]);
});

const amountsIn = (ledger: [string, string, number, number][]) =>
  ledger.map(([, , amount]) => amount);

async function customerOf({ customers }: Stripe): Promise<string> {
  const { data } = await customers.list({ email: "grace@globex.test" });
  return data[0]?.id ?? "";
}

async function openSession({ checkout }: Stripe): Promise<string> {
  const { data } = await checkout.sessions.list({ status: "open" });
  return data[0]?.id ?? "";
}

/** The newest first. */
async function invoicesOf(stripe: Stripe, status: "open" | "paid") {
  const customer = await customerOf(stripe);
  const { data } = await stripe.invoices.list({ customer, status, limit: 100 });
  return data;
}

/** From now on. */
async function payWith(stripe: Stripe, card: string) {
  const customer = await customerOf(stripe);
  const { id } = await stripe.paymentMethods.attach(card, { customer });
  const [plan] = (await stripe.subscriptions.list({ customer })).data;
  await stripe.subscriptions.update(plan?.id ?? "", { default_payment_method: id });
}
