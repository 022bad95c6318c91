import { assert, expect, it } from "vitest";
import {
  approvePayment,
  approveSetup,
  refusePayment,
  refuseSetup,
} from "../pages/bank/answer-bank.ts";
import { openTestSandbox, refusalOf, STRIPE_URL } from "../testing/sandbox.ts";

const ASKING = "pm_card_threeDSecure2Required";

async function openShop() {
  const open = openTestSandbox();
  const customer = await open.stripe.customers.create({ name: "New" });
  return { ...open, customer };
}

it("keeps a card for a customer once their bank agrees", async () => {
  const { stripe, customer, newest } = await openShop();
  const intent = await stripe.setupIntents.create({
    customer: customer.id,
    payment_method: "pm_card_visa",
    confirm: true,
  });
  expect(intent).toMatchObject({ status: "succeeded", usage: "off_session", next_action: null });
  const { data } = await stripe.customers.listPaymentMethods(customer.id);
  expect(data).toMatchObject([{ id: intent.payment_method, customer: customer.id }]);
  expect(await newest(3)).toEqual([
    "setup_intent.succeeded",
    "payment_method.attached",
    "setup_intent.created",
  ]);
});

it("goes step by step: made, given a card, confirmed", async () => {
  const { stripe } = await openShop();
  const made = await stripe.setupIntents.create({ metadata: { step: "one" } });
  expect(made.status).toBe("requires_payment_method");
  expect(await refusalOf(stripe.setupIntents.confirm(made.id))).toMatchObject({
    code: "setup_intent_unexpected_state",
  });
  const given = await stripe.setupIntents.update(made.id, { payment_method: "pm_card_visa" });
  expect(given.status).toBe("requires_confirmation");
  const done = await stripe.setupIntents.confirm(made.id);
  expect(done).toMatchObject({ status: "succeeded", metadata: { step: "one" } });
  expect((await stripe.setupIntents.list({ limit: 1 })).data).toEqual([done]);
  expect(await refusalOf(stripe.setupIntents.cancel(made.id))).toMatchObject({
    code: "setup_intent_unexpected_state",
  });
});

it("can be called off", async () => {
  const { stripe, newest } = await openShop();
  const { id } = await stripe.setupIntents.create();
  expect(await stripe.setupIntents.cancel(id, { cancellation_reason: "abandoned" })).toMatchObject({
    status: "canceled",
    cancellation_reason: "abandoned",
  });
  expect(await newest(1)).toEqual(["setup_intent.canceled"]);
});

it("tells a card the bank does not let people keep", async () => {
  const { stripe, newest } = await openShop();
  const refusal = await refusalOf(
    stripe.setupIntents.create({ payment_method: "pm_card_chargeDeclined", confirm: true }),
  );
  expect(refusal).toMatchObject({
    statusCode: 402,
    code: "card_declined",
    setup_intent: {
      status: "requires_payment_method",
      last_setup_error: { code: "card_declined" },
    },
  });
  expect(await newest(1)).toEqual(["setup_intent.setup_failed"]);
});

it("sends a person to their bank and keeps the card when they say yes", async () => {
  const { stripe, books, customer, newest } = await openShop();
  const intent = await stripe.setupIntents.create({
    customer: customer.id,
    payment_method: ASKING,
    confirm: true,
    return_url: "https://shop.test/back",
  });
  expect(intent).toMatchObject({
    status: "requires_action",
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: {
        return_url: "https://shop.test/back",
        url: `${STRIPE_URL}/authenticate/${intent.id}`,
      },
    },
  });
  expect(await newest(1)).toEqual(["setup_intent.requires_action"]);
  approveSetup(books, books.setupIntents.get(intent.id, { path: "id" }), null);
  expect(await stripe.setupIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded" });
  expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
});

it("remembers each attempt", async () => {
  const { stripe, books } = await openShop();
  const { id } = await stripe.setupIntents.create({ payment_method: ASKING, confirm: true });
  refuseSetup(books, books.setupIntents.get(id, { path: "id" }), null);
  await stripe.setupIntents.confirm(id, { payment_method: "pm_card_visa" });
  const { data } = await stripe.setupAttempts.list({ setup_intent: id });
  expect(data).toMatchObject([
    { status: "succeeded", setup_error: null, payment_method_details: { card: { last4: "4242" } } },
    { status: "failed", setup_error: { code: "setup_intent_authentication_failure" } },
  ]);
  expect(await stripe.setupIntents.retrieve(id)).toMatchObject({ latest_attempt: data[0]?.id });
});

it("keeps nothing when they say no", async () => {
  const { stripe, books, newest } = await openShop();
  const wish = { payment_method: ASKING, confirm: true };
  const { id } = await stripe.setupIntents.create(wish);
  refuseSetup(books, books.setupIntents.get(id, { path: "id" }), null);
  expect(await stripe.setupIntents.retrieve(id)).toMatchObject({
    status: "requires_payment_method",
    last_setup_error: { code: "setup_intent_authentication_failure" },
  });
  expect(await newest(1)).toEqual(["setup_intent.setup_failed"]);
});

it("lets a bill and its plan follow what a person tells their bank", async () => {
  const { stripe, books, newest } = await openShop();
  const { id: customer } = await stripe.customers.create({
    payment_method: ASKING,
    invoice_settings: { default_payment_method: ASKING },
  });
  const plan = await stripe.subscriptions.create({ customer, items: [{ price: "price_team" }] });
  const asking = () => {
    const [intent] = books.paymentIntents.of(customer);
    assert(intent);
    return intent;
  };
  refusePayment(books, asking(), null);
  expect(asking()).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "payment_intent_authentication_failure" },
  });
  expect(await newest(5)).toContain("invoice.payment_failed");
  const [method] = (await stripe.customers.listPaymentMethods(customer)).data;
  await stripe.paymentIntents.confirm(asking().id, { payment_method: method?.id ?? "" });
  expect(asking().status).toBe("requires_action");
  approvePayment(books, asking(), null);
  expect(await stripe.subscriptions.retrieve(plan.id)).toMatchObject({ status: "active" });
});
