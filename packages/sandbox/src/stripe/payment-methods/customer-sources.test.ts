import { expect, it } from "vitest";
import { openTestSandbox } from "../testing/sandbox.ts";

async function openShop() {
  const open = openTestSandbox();
  const { stripe } = open;
  const { id: customer } = await stripe.customers.create({ name: "Jenny" });
  const add = (source = "tok_visa") => stripe.customers.createSource(customer, { source });
  const usual = async () => {
    const kept = await stripe.customers.retrieve(customer);
    return kept.deleted === true ? undefined : kept.default_source;
  };
  return { ...open, customer, add, usual };
}

it("is the customer's usual card if it is the first", async () => {
  const { stripe, customer, add, usual, newest } = await openShop();
  const first = await add();
  expect(first).toMatchObject({ object: "card", customer, brand: "Visa", last4: "4242" });
  expect(await newest(2)).toEqual(["customer.updated", "customer.source.created"]);
  const second = await add("tok_mastercard");
  expect(await usual()).toBe(first.id);
  const { data } = await stripe.customers.listSources(customer, { object: "card" });
  expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
});

it("can be changed", async () => {
  const { stripe, customer, add, newest } = await openShop();
  const { id } = await add();
  const changed = await stripe.customers.updateSource(customer, id, {
    name: "Jenny Rosen",
    address_city: "Rome",
    exp_year: "2041",
    metadata: { pocket: "left" },
  });
  expect(changed).toMatchObject({
    name: "Jenny Rosen",
    address_city: "Rome",
    exp_year: 2041,
    metadata: { pocket: "left" },
  });
  expect(await stripe.customers.retrieveSource(customer, id)).toEqual(changed);
  expect(await newest(1)).toEqual(["customer.source.updated"]);
});

it("gives its place to the next when it is taken away", async () => {
  const { stripe, customer, add, usual, newest } = await openShop();
  const [first, second] = [await add(), await add("tok_mastercard")];
  const gone = await stripe.customers.deleteSource(customer, first.id);
  expect(gone).toMatchObject({ id: first.id, deleted: true });
  expect(await usual()).toBe(second.id);
  expect(await newest(2)).toEqual(["customer.updated", "customer.source.deleted"]);
});

it("is replaced by one that comes with a customer's change", async () => {
  const { stripe, customer, add, usual } = await openShop();
  const first = await add();
  await stripe.customers.update(customer, { source: "tok_mastercard" });
  const { data } = await stripe.customers.listSources(customer);
  expect(data).toHaveLength(1);
  expect(await usual()).toBe(data[0]?.id);
  expect(await usual()).not.toBe(first.id);
});

it("pays for a plan where there is no payment method", async () => {
  const { stripe, customer, add } = await openShop();
  await add();
  const plan = await stripe.subscriptions.create({ customer, items: [{ price: "price_team" }] });
  expect(plan.status).toBe("active");
});

it("pays for a plan whose trial is over", async () => {
  const { stripe, customer, add } = await openShop();
  await add();
  const { id } = await stripe.subscriptions.create({
    customer,
    items: [{ price: "price_team" }],
    trial_period_days: 3,
    trial_settings: { end_behavior: { missing_payment_method: "cancel" } },
  });
  const plan = await stripe.subscriptions.update(id, {
    trial_end: "now",
    expand: ["latest_invoice"],
  });
  expect(plan).toMatchObject({ status: "active", latest_invoice: { status: "paid" } });
});
