import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

it("bears the name of whoever the bank knows behind it", async () => {
  const { stripe } = openTestSandbox();
  const method = await stripe.paymentMethods.create({
    type: "card",
    card: { token: "tok_visa" },
    billing_details: { name: "Jenny Rosen", address: { city: "Rome", country: "IT" } },
  });
  expect(method).toMatchObject({
    type: "card",
    customer: null,
    billing_details: { name: "Jenny Rosen", email: null, address: { city: "Rome", line1: null } },
  });
});

it("can be changed once it is a customer's, and tells what changed", async () => {
  const { stripe } = openTestSandbox();
  const loose = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
  const change = { billing_details: { email: "new@shop.test" }, card: { exp_year: 2040 } };
  await refusalOf(stripe.paymentMethods.update(loose.id, change));
  const customer = await stripe.customers.create({ payment_method: loose.id });
  const changed = await stripe.paymentMethods.update(loose.id, change);
  expect(changed).toMatchObject({
    billing_details: { email: "new@shop.test" },
    card: { exp_month: 12, exp_year: 2040 },
  });
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  expect(event).toMatchObject({
    type: "payment_method.updated",
    data: { previous_attributes: { billing_details: { email: null } } },
  });
  expect(await stripe.customers.retrievePaymentMethod(customer.id, loose.id)).toEqual(changed);
});

it("is another customer's secret", async () => {
  const { stripe } = openTestSandbox();
  const owner = await stripe.customers.create({ payment_method: "pm_card_visa" });
  const other = await stripe.customers.create();
  const [method] = (await stripe.customers.listPaymentMethods(owner.id)).data;
  const asked = stripe.customers.retrievePaymentMethod(other.id, method?.id ?? "");
  expect(await refusalOf(asked)).toMatchObject({ statusCode: 404, code: "resource_missing" });
});

it("can be a bank account, if its number is one", async () => {
  const { stripe } = openTestSandbox();
  const wish = {
    type: "sepa_debit",
    billing_details: { name: "Jenny Rosen", email: "jenny@shop.test" },
  } as const;
  const iban = "DE89 3704 0044 0532 0130 00";
  expect(await stripe.paymentMethods.create({ ...wish, sepa_debit: { iban } })).toMatchObject({
    type: "sepa_debit",
    sepa_debit: { bank_code: "37040044", country: "DE", last4: "3000" },
  });
  const wrong = stripe.paymentMethods.create({ ...wish, sepa_debit: { iban: `${iban}1` } });
  expect(await refusalOf(wrong)).toMatchObject({ code: "invalid_iban" });
});
