import { assert, expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const MINUTE = 60;
const AGREED = {
  customer_acceptance: {
    type: "online",
    online: { ip_address: "127.0.0.1", user_agent: "Firefox" },
  },
} as const;

async function openShop() {
  const open = openTestSandbox();
  const { stripe } = open;
  const customer = await stripe.customers.create({ name: "Jenny" });
  const debit = (iban: string) =>
    stripe.paymentIntents.create({
      amount: 1500,
      currency: "eur",
      customer: customer.id,
      confirm: true,
      allowed_payment_method_types: ["sepa_debit"],
      payment_method_data: {
        type: "sepa_debit",
        sepa_debit: { iban },
        billing_details: { name: "Jenny", email: "jenny@shop.test" },
      },
      mandate_data: AGREED,
      setup_future_usage: "off_session",
    });
  const account = async (name: string) =>
    stripe.paymentMethods.attach(name, { customer: customer.id });
  const plan = async (method: string) =>
    stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: "price_team" }],
      default_payment_method: method,
    });
  return { ...open, customer, debit, account, plan };
}

it("is on its way when the answer comes, and there right after", async () => {
  const { stripe, debit, newest, customer } = await openShop();
  const intent = await debit("AT611904300234573201");
  expect(intent.status).toBe("processing");
  expect(await newest(6)).toEqual([
    "payment_intent.succeeded",
    "payment_method.attached",
    "charge.succeeded",
    "payment_intent.processing",
    "charge.pending",
    "payment_intent.created",
  ]);
  const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
  expect(paid).toMatchObject({
    status: "succeeded",
    latest_charge: { paid: true, payment_method_details: { type: "sepa_debit" } },
  });
  const { data } = await stripe.paymentMethods.list({ customer: customer.id, type: "sepa_debit" });
  expect(data).toHaveLength(1);
});

it("says what the person agreed to", async () => {
  const { stripe, books, debit } = await openShop();
  await debit("AT611904300234573201");
  const [mandate] = books.mandates.all();
  assert(mandate);
  expect(await stripe.mandates.retrieve(mandate.id)).toMatchObject({
    status: "active",
    customer_acceptance: { type: "online", online: { ip_address: "127.0.0.1" } },
    payment_method_details: { type: "sepa_debit" },
  });
});

it("takes some banks a while", async () => {
  const { stripe, debit, moveBy } = await openShop();
  const { id } = await debit("AT321904300235473204");
  moveBy(MINUTE);
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: "processing" });
  moveBy(3 * MINUTE);
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: "succeeded" });
});

it("can come to nothing", async () => {
  const { stripe, debit, newest } = await openShop();
  const { id } = await debit("AT861904300235473202");
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "insufficient_funds" },
  });
  expect(await newest(2)).toEqual(["payment_intent.payment_failed", "charge.failed"]);
});

it("lets a plan begin while its first money is on its way", async () => {
  const { stripe, plan, account } = await openShop();
  const method = await account("pm_usBankAccount_success");
  const made = await plan(method.id);
  expect(made.status).toBe("active");
  const [bill] = (await stripe.invoices.list({ limit: 1 })).data;
  expect(bill).toMatchObject({ status: "paid", amount_paid: 4900 });
});

it("is not asked for twice", async () => {
  const { stripe, customer, account } = await openShop();
  const slow = await stripe.paymentMethods.create({
    type: "sepa_debit",
    sepa_debit: { iban: "AT321904300235473204" },
    billing_details: { name: "Jenny", email: "jenny@shop.test" },
  });
  const { id: payment_method } = await account(slow.id);
  await stripe.invoiceItems.create({ customer: customer.id, amount: 500, currency: "eur" });
  const pending = { pending_invoice_items_behavior: "include" } as const;
  const bill = await stripe.invoices.create({ customer: customer.id, ...pending });
  const pay = () => stripe.invoices.pay(bill.id, { payment_method });
  expect(await pay()).toMatchObject({ status: "open", attempted: true });
  expect((await refusalOf(pay())).message).toContain("status of processing");
});

it("leaves a plan past due whose debit failed", async () => {
  const { stripe, plan, account, newest } = await openShop();
  const method = await account("pm_usBankAccount_accountClosed");
  const { id, status } = await plan(method.id);
  expect(status).toBe("active");
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: "past_due" });
  expect(await newest(8)).toContain("invoice.payment_failed");
});

it("can be kept for later without a charge", async () => {
  const { stripe, customer } = await openShop();
  const setup = await stripe.setupIntents.create({
    customer: customer.id,
    confirm: true,
    allowed_payment_method_types: ["sepa_debit"],
    payment_method_data: {
      type: "sepa_debit",
      sepa_debit: { iban: "DE89370400440532013000" },
      billing_details: { name: "Jenny", email: "jenny@shop.test" },
    },
    mandate_data: AGREED,
    expand: ["mandate"],
  });
  expect(setup).toMatchObject({
    status: "succeeded",
    mandate: { payment_method: setup.payment_method },
  });
});
