import { assert, expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const DAY = 24 * 60 * 60;

async function openSale(card = "pm_card_createDispute") {
  const open = openTestSandbox();
  const { stripe } = open;
  const intent = await stripe.paymentIntents.create({
    amount: 2000,
    currency: "usd",
    payment_method: card,
    confirm: true,
  });
  const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
  assert(dispute);
  const said = (uncategorized_text: string) =>
    stripe.disputes.update(dispute.id, { evidence: { uncategorized_text } });
  return { ...open, charge: idOf(intent.latest_charge ?? ""), dispute, said };
}

it("is opened right after the charge, and takes the money back", async () => {
  const { stripe, charge, dispute, newest } = await openSale();
  expect(dispute).toMatchObject({
    amount: 2000,
    charge,
    reason: "fraudulent",
    status: "needs_response",
    is_charge_refundable: false,
  });
  expect(await newest(4)).toEqual([
    "charge.dispute.funds_withdrawn",
    "charge.dispute.created",
    "payment_intent.succeeded",
    "charge.succeeded",
  ]);
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ disputed: true });
  expect(await refusalOf(stripe.refunds.create({ charge }))).toMatchObject({
    code: "charge_disputed",
  });
});

it("is won with winning evidence", async () => {
  const { stripe, dispute, newest, said } = await openSale();
  expect(await said("winning_evidence")).toMatchObject({
    status: "under_review",
    evidence_details: { has_evidence: true, submission_count: 1 },
  });
  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: "won" });
  expect(await newest(3)).toEqual([
    "charge.dispute.funds_reinstated",
    "charge.dispute.closed",
    "charge.dispute.updated",
  ]);
});

it("is lost with losing evidence, and then closed for good", async () => {
  const { stripe, dispute, said } = await openSale("pm_card_createDisputeProductNotReceived");
  expect(dispute.reason).toBe("product_not_received");
  await said("losing_evidence");
  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: "lost" });
  expect((await refusalOf(said("more"))).message).toBe("This dispute is already closed");
});

it("keeps evidence until it is to be sent", async () => {
  const { stripe, dispute } = await openSale();
  const staged = await stripe.disputes.update(dispute.id, {
    evidence: { customer_name: "Jenny" },
    metadata: { case: "7" },
    submit: false,
  });
  expect(staged).toMatchObject({
    status: "needs_response",
    metadata: { case: "7" },
    evidence: { customer_name: "Jenny" },
    evidence_details: { has_evidence: true, submission_count: 0 },
  });
  expect(await stripe.disputes.update(dispute.id, { submit: true })).toMatchObject({
    status: "under_review",
  });
});

it("is lost when nobody answers in time", async () => {
  const { stripe, dispute, moveBy } = await openSale();
  moveBy(10 * DAY);
  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
    status: "lost",
    evidence_details: { past_due: true },
  });
});

it("begins as a question where a bank only asks, and can be given up", async () => {
  const { stripe, charge, dispute, newest } = await openSale("pm_card_createDisputeInquiry");
  expect(dispute).toMatchObject({ status: "warning_needs_response", is_charge_refundable: true });
  expect(await newest(1)).toEqual(["charge.dispute.created"]);
  await stripe.refunds.create({ charge, amount: 100 });
  expect(await stripe.disputes.close(dispute.id)).toMatchObject({ status: "lost" });
  expect(await newest(1)).toEqual(["charge.dispute.closed"]);
});
