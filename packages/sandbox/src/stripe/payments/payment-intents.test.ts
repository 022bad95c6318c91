import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { approveSetup } from "../pages/bank/answer-bank.ts";
import { openTestSandbox, refusalOf, STRIPE_URL } from "../testing/sandbox.ts";

const EURO = { amount: 2000, currency: "eur" };
const GOOD = { ...EURO, payment_method: "pm_card_visa", confirm: true };

async function openShop() {
  const open = openTestSandbox();
  const customer = await open.stripe.customers.create({ name: "New" });
  const bill = async () => {
    const { stripe } = open;
    await stripe.invoiceItems.create({ customer: customer.id, amount: 500, currency: "usd" });
    const pending = { pending_invoice_items_behavior: "include" } as const;
    return stripe.invoices.create({ customer: customer.id, ...pending });
  };
  return { ...open, customer, bill };
}

it("can be changed until it is paid, and described afterwards", async () => {
  const { stripe } = await openShop();
  const { id } = await stripe.paymentIntents.create(EURO);
  const changed = await stripe.paymentIntents.update(id, {
    amount: 900,
    payment_method: "pm_card_visa",
    shipping: { name: "Jenny", address: { city: "Rome" } },
  });
  expect(changed).toMatchObject({ amount: 900, status: "requires_confirmation" });
  const paid = await stripe.paymentIntents.confirm(id, {
    receipt_email: "jenny@shop.test",
    expand: ["latest_charge"],
  });
  expect(paid).toMatchObject({
    status: "succeeded",
    amount_received: 900,
    latest_charge: {
      amount: 900,
      receipt_email: "jenny@shop.test",
      shipping: { name: "Jenny", address: { city: "Rome", country: null } },
    },
  });
  await stripe.paymentIntents.update(id, { description: "Late words" });
  expect(await refusalOf(stripe.paymentIntents.update(id, { amount: 1 }))).toMatchObject({
    code: "payment_intent_unexpected_state",
    message: expect.stringContaining("This PaymentIntent's amount could not be updated"),
  });
});

it("holds the money until it is captured, as much of it as is wanted", async () => {
  const { stripe, newest } = await openShop();
  const held = await stripe.paymentIntents.create({
    ...GOOD,
    capture_method: "manual",
    expand: ["latest_charge"],
  });
  expect(held).toMatchObject({
    status: "requires_capture",
    amount_capturable: 2000,
    amount_received: 0,
    latest_charge: { captured: false, amount_captured: 0, paid: true },
  });
  expect(await newest(2)).toEqual(["payment_intent.amount_capturable_updated", "charge.succeeded"]);
  const wish = { amount_to_capture: 1500, expand: ["latest_charge"] };
  expect(await stripe.paymentIntents.capture(held.id, wish)).toMatchObject({
    status: "succeeded",
    amount_capturable: 0,
    amount_received: 1500,
    latest_charge: { captured: true, amount_captured: 1500, amount_refunded: 500 },
  });
  expect(await newest(2)).toEqual(["payment_intent.succeeded", "charge.captured"]);
  expect(await refusalOf(stripe.paymentIntents.capture(held.id))).toMatchObject({
    code: "payment_intent_unexpected_state",
  });
});

it("gives back what was held when it is called off", async () => {
  const { stripe, newest } = await openShop();
  const held = await stripe.paymentIntents.create({ ...GOOD, capture_method: "manual" });
  const canceled = await stripe.paymentIntents.cancel(held.id, {
    cancellation_reason: "requested_by_customer",
    expand: ["latest_charge"],
  });
  expect(canceled).toMatchObject({
    status: "canceled",
    cancellation_reason: "requested_by_customer",
    latest_charge: { refunded: true, captured: false },
  });
  expect(await newest(2)).toEqual(["payment_intent.canceled", "charge.refunded"]);
  expect(await refusalOf(stripe.paymentIntents.cancel(held.id))).toMatchObject({
    message: expect.stringContaining("because it has a status of canceled"),
  });
});

it("is called off when nobody captures it for a week", async () => {
  const { stripe, moveBy, newest } = await openShop();
  const { id } = await stripe.paymentIntents.create({ ...GOOD, capture_method: "manual" });
  moveBy(8 * 24 * 60 * 60);
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: "canceled",
    cancellation_reason: "automatic",
  });
  expect(await newest(3)).toContain("charge.expired");
});

it("lets the bank ask when the seller wants it to", async () => {
  const { stripe } = await openShop();
  const secure = { card: { request_three_d_secure: "any" } } as const;
  const intent = await stripe.paymentIntents.create({ ...GOOD, payment_method_options: secure });
  expect(intent.status).toBe("requires_action");
});

it("asks no more about a card whose bank agreed to later charges", async () => {
  const { stripe, books, customer } = await openShop();
  const setup = await stripe.setupIntents.create({
    customer: customer.id,
    payment_method: "pm_card_authenticationRequiredOnSetup",
    confirm: true,
  });
  expect(setup.status).toBe("requires_action");
  approveSetup(books, books.setupIntents.get(setup.id, { path: "id" }), null);
  const later = await stripe.paymentIntents.create({
    ...GOOD,
    customer: customer.id,
    payment_method: idOf(setup.payment_method ?? ""),
    off_session: true,
  });
  expect(later.status).toBe("succeeded");
});

it("voids a bill whose payment is called off", async () => {
  const { stripe, customer, books, bill } = await openShop();
  const { id } = await bill();
  await stripe.invoices.finalizeInvoice(id);
  const [intent] = books.paymentIntents.of(customer.id);
  await stripe.paymentIntents.cancel(intent?.id ?? "");
  expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: "void" });
});

it("keeps the card for later when it is told to", async () => {
  const { stripe, customer } = await openShop();
  const paid = await stripe.paymentIntents.create({
    ...GOOD,
    customer: customer.id,
    setup_future_usage: "off_session",
  });
  const { data } = await stripe.paymentMethods.list({ customer: customer.id, type: "card" });
  expect(data.map(({ id }) => id)).toEqual([paid.payment_method]);
});

it("is refused when the bank asks and nobody is there", async () => {
  const { stripe, newest } = await openShop();
  const asking = { ...GOOD, payment_method: "pm_card_authenticationRequired" };
  expect(
    await refusalOf(stripe.paymentIntents.create({ ...asking, off_session: true })),
  ).toMatchObject({
    statusCode: 402,
    code: "authentication_required",
    payment_intent: { status: "requires_payment_method" },
  });
  expect(await newest(1)).toEqual(["payment_intent.payment_failed"]);
  const waiting = await stripe.paymentIntents.create({
    ...asking,
    return_url: "https://shop.test/back",
  });
  expect(waiting.next_action?.redirect_to_url).toEqual({
    return_url: "https://shop.test/back",
    url: `${STRIPE_URL}/authenticate/${waiting.id}`,
  });
});

it("says in the bank's own code why a card was declined", async () => {
  const { stripe } = await openShop();
  const poor = { ...GOOD, payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds" };
  expect(await refusalOf(stripe.paymentIntents.create(poor))).toMatchObject({
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
  });
});

it("refuses to pay a bill at once with a card whose bank asks", async () => {
  const { stripe, customer, newest, bill } = await openShop();
  const method = await stripe.paymentMethods.attach("pm_card_threeDSecure2Required", {
    customer: customer.id,
  });
  const { id } = await bill();
  const refusal = await refusalOf(stripe.invoices.pay(id, { payment_method: method.id }));
  expect(refusal).toMatchObject({
    statusCode: 402,
    code: "invoice_payment_intent_requires_action",
  });
  expect(await newest(1)).toEqual(["invoice.payment_action_required"]);
});
