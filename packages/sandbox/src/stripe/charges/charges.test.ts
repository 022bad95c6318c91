import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const SALE = { amount: 2000, currency: "usd" };

async function openShop() {
  const open = openTestSandbox();
  const buyer = () => open.stripe.customers.create({ source: "tok_visa" });
  return { ...open, buyer };
}

it("is made of a token, as older shops do", async () => {
  const { stripe, newest } = await openShop();
  const charge = await stripe.charges.create({
    ...SALE,
    source: "tok_visa",
    description: "A book",
    statement_descriptor_suffix: "BOOK",
  });
  expect(charge).toMatchObject({
    paid: true,
    captured: true,
    status: "succeeded",
    payment_intent: null,
    description: "A book",
    calculated_statement_descriptor: "PORTICO* BOOK",
    source: { object: "card", brand: "Visa", last4: "4242" },
  });
  expect(await newest(1)).toEqual(["charge.succeeded"]);
});

it("is refused where the bank declines, and stays in the books as failed", async () => {
  const { stripe, newest } = await openShop();
  const asked = stripe.charges.create({ ...SALE, source: "tok_chargeCustomerFail" });
  const refusal = await refusalOf(asked);
  expect(refusal).toMatchObject({ statusCode: 402, code: "card_declined" });
  expect(await stripe.charges.retrieve(refusal.charge ?? "")).toMatchObject({
    status: "failed",
    failure_code: "card_declined",
  });
  expect(await newest(1)).toEqual(["charge.failed"]);
});

it("can be held first and captured in part", async () => {
  const { stripe, newest } = await openShop();
  const { id } = await stripe.charges.create({ ...SALE, source: "tok_visa", capture: false });
  expect(await stripe.charges.capture(id, { amount: 1200 })).toMatchObject({
    captured: true,
    amount_captured: 1200,
    amount_refunded: 800,
  });
  expect(await newest(1)).toEqual(["charge.captured"]);
  expect(await refusalOf(stripe.charges.capture(id))).toMatchObject({
    code: "charge_already_captured",
  });
});

it("captures what an intent holds", async () => {
  const { stripe } = await openShop();
  const intent = await stripe.paymentIntents.create({
    ...SALE,
    payment_method: "pm_card_visa",
    capture_method: "manual",
    confirm: true,
  });
  const [charge] = (await stripe.charges.list({ payment_intent: intent.id })).data;
  await stripe.charges.capture(charge?.id ?? "");
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded" });
});

it("can be described later", async () => {
  const { stripe } = await openShop();
  const { id } = await stripe.charges.create({ ...SALE, source: "tok_visa" });
  const changed = await stripe.charges.update(id, {
    description: "Two books",
    metadata: { shelf: "3" },
    fraud_details: { user_report: "safe" },
  });
  expect(changed).toMatchObject({
    description: "Two books",
    metadata: { shelf: "3" },
    fraud_details: { user_report: "safe" },
  });
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  expect(event).toMatchObject({
    type: "charge.updated",
    data: { previous_attributes: { description: null } },
  });
});

it("is found by customer and by when it was made", async () => {
  const { stripe, buyer, clock } = await openShop();
  const { id: customer } = await buyer();
  const first = await stripe.charges.create({ ...SALE, customer });
  clock.now += 60_000;
  const second = await stripe.charges.create({ ...SALE, customer });
  const after = await stripe.charges.list({ customer, created: { gt: first.created } });
  expect(after.data.map(({ id }) => id)).toEqual([second.id]);
});

it("takes the customer's own card, and no other's", async () => {
  const { stripe, buyer } = await openShop();
  const [one, other] = [await buyer(), await buyer()];
  const charge = await stripe.charges.create({ ...SALE, customer: one.id });
  expect(charge.source).toMatchObject({ id: one.default_source });
  const stolen = { ...SALE, customer: other.id, source: idOf(one.default_source ?? "") };
  expect(await refusalOf(stripe.charges.create(stolen))).toMatchObject({
    code: "resource_missing",
  });
});
