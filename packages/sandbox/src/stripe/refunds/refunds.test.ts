import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

async function openSale(card = "pm_card_visa") {
  const open = openTestSandbox();
  const { stripe } = open;
  const customer = await stripe.customers.create({ name: "Jenny" });
  const intent = await stripe.paymentIntents.create({
    amount: 2000,
    currency: "usd",
    customer: customer.id,
    payment_method: card,
    confirm: true,
  });
  const charge = idOf(intent.latest_charge ?? "");
  return { ...open, intent, charge };
}

it("gives all the money back, once", async () => {
  const { stripe, intent, charge } = await openSale();
  const refund = await stripe.refunds.create({
    payment_intent: intent.id,
    reason: "requested_by_customer",
    metadata: { order: "6735" },
  });
  expect(refund).toMatchObject({
    amount: 2000,
    charge,
    status: "succeeded",
    reason: "requested_by_customer",
    metadata: { order: "6735" },
  });
  expect(await stripe.charges.retrieve(charge, { expand: ["refunds"] })).toMatchObject({
    amount_refunded: 2000,
    refunded: true,
    refunds: { data: [{ id: refund.id }] },
  });
  expect((await stripe.events.list({ limit: 2 })).data).toMatchObject([
    { type: "charge.refunded", data: { previous_attributes: { amount_refunded: 0 } } },
    { type: "refund.created" },
  ]);
  expect(await refusalOf(stripe.refunds.create({ charge }))).toMatchObject({
    code: "charge_already_refunded",
    message: `Charge ${charge} has already been refunded.`,
  });
});

it("gives it back in parts, and never more than was taken", async () => {
  const { stripe, charge } = await openSale();
  await stripe.refunds.create({ charge, amount: 500 });
  expect(await refusalOf(stripe.refunds.create({ charge, amount: 1501 }))).toMatchObject({
    param: "amount",
    message: "Refund amount ($15.01) is greater than unrefunded amount on charge ($15.00)",
  });
  await stripe.refunds.create({ charge, amount: 1500 });
  expect((await stripe.refunds.list({ charge })).data.map(({ amount }) => amount)).toEqual([
    1500, 500,
  ]);
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ refunded: true });
});

it("can be annotated, and not taken back", async () => {
  const { stripe, charge, newest } = await openSale();
  const { id } = await stripe.refunds.create({ charge });
  expect(await stripe.refunds.update(id, { metadata: { order: "1" } })).toMatchObject({
    metadata: { order: "1" },
  });
  expect(await newest(2)).toEqual(["charge.refund.updated", "refund.updated"]);
  expect((await refusalOf(stripe.refunds.cancel(id))).message).toContain("status of succeeded");
});

it("tells later that a bank did not take it, and the money is the seller's again", async () => {
  const { stripe, charge, newest } = await openSale("pm_card_refundFail");
  const refund = await stripe.refunds.create({ charge });
  expect(refund.status).toBe("succeeded");
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "failed" });
  expect(await newest(3)).toEqual(["refund.failed", "charge.refund.updated", "refund.updated"]);
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ refunded: false });
});

it("waits for a bank that takes its time", async () => {
  const { stripe, charge, moveBy } = await openSale("pm_card_pendingRefund");
  const { id, status } = await stripe.refunds.create({ charge });
  expect(status).toBe("pending");
  moveBy(60);
  expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: "pending" });
  moveBy(180);
  expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: "succeeded" });
});

it("has nothing to give back where nothing was taken", async () => {
  const { stripe } = await openSale();
  const { id } = await stripe.paymentIntents.create({ amount: 100, currency: "usd" });
  expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
    message: `This PaymentIntent (${id}) does not have a successful charge to refund.`,
  });
  expect((await refusalOf(stripe.refunds.create({}))).message).toContain("One of the following");
});
