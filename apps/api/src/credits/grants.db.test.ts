import { beforeEach, expect, it, onTestFinished } from "vitest";
import { openBank } from "./testing.ts";

const organization = "org_new";

let bank: Awaited<ReturnType<typeof openBank>>;
beforeEach(async () => {
  bank = await openBank();
  onTestFinished(() => bank.close());
});

async function subscribe(customer: string, lookupKey: string, terms = {}) {
  const items = [{ price: await bank.priceOf(lookupKey) }];
  const plan = await bank.stripe.subscriptions.create({ customer, items, ...terms });
  await bank.settle();
  return plan;
}
const amounts = async () => (await bank.entries(organization)).map(([, amount]) => amount);

it("gives what the running period is paid for, and nothing for the time before it came here", async () => {
  expect(await bank.entries("org_acme")).toEqual([["invoice:in_acme4", 1_000, 1_000]]);
  expect(await bank.entries("org_umbrella")).toEqual([["invoice:in_umbrella2", 60_000, 60_000]]);
  expect(await bank.entries("org_initech")).toEqual([]);
});

it("gives once, however often it hears of an invoice or reads it", async () => {
  const before = await bank.entries("org_acme");
  await bank.stripe.invoices.update("in_acme4", { metadata: { seen: "again" } });
  await bank.settle();
  expect(await bank.entries("org_acme")).toEqual(before);
});

it("gives what each renewal is paid for, when it is paid, and lets the last end with its period", async () => {
  await bank.pass(30);
  const [, ...since] = await bank.entries("org_acme");
  expect(since).toEqual([
    ["expiry:invoice:in_acme4", -1_000, 0],
    [expect.stringMatching(/^invoice:/), 1_000, 1_000],
  ]);
});

it("gives in a trial what a paid period gives", async () => {
  await subscribe(await bank.newCustomer(organization), "starter_month", { trial_period_days: 14 });
  expect(await amounts()).toEqual([100]);
});

it("gives nothing for what is not paid, until it is", async () => {
  const customer = await bank.newCustomer(organization, "pm_card_chargeCustomerFail");
  await subscribe(customer, "team_month");
  expect(await amounts()).toEqual([]);
  const { data } = await bank.stripe.invoices.list({ customer });
  await bank.stripe.invoices.pay(data[0]?.id ?? "", { paid_out_of_band: true });
  await bank.settle();
  expect(await amounts()).toEqual([1_000]);
});

it("gives the share of what a change in the middle of a period costs", async () => {
  const customer = await bank.newCustomer(organization);
  const { id, items } = await subscribe(customer, "starter_month");
  const [item] = items.data;
  const period = (item?.current_period_end ?? 0) - (item?.current_period_start ?? 0);
  await bank.pass(10);
  await bank.stripe.subscriptions.update(id, {
    items: [{ id: item?.id ?? "", price: await bank.priceOf("team_month") }],
    proration_behavior: "always_invoice",
  });
  await bank.settle();
  const left = (period - 10 * 24 * 60 * 60) / period;
  expect(await amounts()).toEqual([100, expect.closeTo((1_000 - 100) * left, -0.5)]);
});

it("takes nothing back for a smaller plan, and gives nothing", async () => {
  const { id, items } = await subscribe(await bank.newCustomer(organization), "team_month");
  await bank.stripe.subscriptions.update(id, {
    items: [{ id: items.data[0]?.id ?? "", price: await bank.priceOf("starter_month") }],
    proration_behavior: "always_invoice",
  });
  await bank.settle();
  expect(await amounts()).toEqual([1_000]);
});

it("gives what is bought, as often as it is bought", async () => {
  const customer = await bank.newCustomer(organization);
  const [one, two] = [await bank.buy(customer, "small", 3), await bank.buy(customer, "large")];
  expect(await bank.entries(organization)).toEqual([
    [`invoice:${one}`, 1_500, 1_500],
    [`invoice:${two}`, 5_000, 6_500],
  ]);
});

it("gives once it knows what was sold", async () => {
  const { id: product } = await bank.stripe.products.create({ name: "Team, as agreed" });
  const price = await bank.stripe.prices.create({
    product,
    currency: "usd",
    unit_amount: 3_000,
    recurring: { interval: "month" },
  });
  const customer = await bank.newCustomer(organization);
  await bank.stripe.subscriptions.create({ customer, items: [{ price: price.id }] });
  await bank.settle();
  expect(await amounts()).toEqual([]);
  await bank.stripe.products.update(product, { metadata: { portico_plan: "team" } });
  await bank.settle();
  expect(await amounts()).toEqual([1_000]);
});
