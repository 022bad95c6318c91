import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe } = openTestSandbox();
const newest = async () => (await stripe.events.list({ limit: 1 })).data[0];

it("keeps what it is told and says that it was made", async () => {
  const customer = await stripe.customers.create({
    name: "Wonka",
    email: "wonka@test",
    address: { city: "Bath", country: "GB" },
    metadata: { portico_organization: "org_wonka" },
  });
  expect(customer).toMatchObject({ id: expect.stringMatching(/^cus_\w{14}$/), name: "Wonka" });
  expect(customer.address).toMatchObject({ city: "Bath", line1: null });
  expect(await stripe.customers.retrieve(customer.id)).toEqual(customer);
  expect(await newest()).toMatchObject({
    type: "customer.created",
    api_version: "2026-10-28.endive",
    data: { object: { id: customer.id } },
    request: { id: customer.lastResponse.requestId },
  });
});

it("merges metadata, takes out what is empty, and says what changed", async () => {
  const { id } = await stripe.customers.create({ metadata: { a: "1", b: "2" }, phone: "1" });
  const updated = await stripe.customers.update(id, { metadata: { a: "", c: "3" }, phone: "" });
  expect(updated.metadata).toEqual({ b: "2", c: "3" });
  expect(updated.phone).toBeNull();
  expect(await newest()).toMatchObject({
    type: "customer.updated",
    data: { previous_attributes: { metadata: { a: "1" }, phone: "1" } },
  });
  expect((await stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
});

it("tells nobody when nothing changed", async () => {
  const { id } = await stripe.customers.create({ name: "Same" });
  await stripe.customers.update(id, { name: "Same" });
  expect(await newest()).toMatchObject({ type: "customer.created" });
});

it("remembers whom it deleted, and ends their plans", async () => {
  const { stripe } = openTestSandbox();
  expect(await stripe.customers.del("cus_umbrella")).toEqual(
    expect.objectContaining({ id: "cus_umbrella", object: "customer", deleted: true }),
  );
  expect(await stripe.customers.retrieve("cus_umbrella")).toMatchObject({ deleted: true });
  expect(await refusalOf(stripe.customers.update("cus_umbrella", { name: "A" }))).toMatchObject({
    statusCode: 404,
  });
  expect(await stripe.subscriptions.retrieve("sub_umbrella")).toMatchObject({ status: "canceled" });
  const { data } = await stripe.events.list({ limit: 2 });
  expect(data.map(({ type }) => type)).toEqual([
    "customer.deleted",
    "customer.subscription.deleted",
  ]);
});

it("is made with a test card, which becomes the default", async () => {
  const customer = await stripe.customers.create({
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
    expand: ["invoice_settings.default_payment_method"],
  });
  expect(customer.invoice_settings.default_payment_method).toMatchObject({
    card: { last4: "4242" },
  });
  const { data } = await stripe.customers.listPaymentMethods(customer.id, { type: "card" });
  expect(data).toHaveLength(1);
});

it("loses its default when the card is detached", async () => {
  const { id } = await stripe.customers.create({
    payment_method: "pm_card_amex",
    invoice_settings: { default_payment_method: "pm_card_amex" },
  });
  const [card] = (await stripe.paymentMethods.list({ customer: id })).data;
  await stripe.paymentMethods.detach(card?.id ?? "");
  expect(await stripe.customers.retrieve(id)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  });
  expect((await stripe.paymentMethods.list({ customer: id })).data).toEqual([]);
});

it("pays with a card that came as a token", async () => {
  const { stripe } = openTestSandbox();
  const card = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
  expect(card).toMatchObject({ customer: null, card: { last4: "4242" } });
  const customer = await stripe.customers.create({});
  expect(await stripe.paymentMethods.attach(card.id, { customer: customer.id })).toMatchObject({
    customer: customer.id,
  });
});
