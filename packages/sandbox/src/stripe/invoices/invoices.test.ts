import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

async function openBill(card = "pm_card_visa") {
  const open = openTestSandbox();
  const { stripe } = open;
  const customer = await stripe.customers.create({ name: "By hand" });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  await stripe.invoiceItems.create({
    customer: customer.id,
    amount: 2000,
    currency: "usd",
    description: "Help",
  });
  const draft = await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  return { ...open, customer, method, draft };
}

it("is drawn up with what waited, stands, and is paid", async () => {
  const { stripe, draft, method, customer } = await openBill();
  expect(draft).toMatchObject({
    status: "draft",
    number: null,
    total: 2000,
    lines: { data: [{ description: "Help", parent: { type: "invoice_item_details" } }] },
  });
  const open = await stripe.invoices.finalizeInvoice(draft.id);
  expect(open).toMatchObject({
    status: "open",
    number: `${customer.invoice_prefix}-0001`,
    hosted_invoice_url: expect.stringContaining(draft.id),
  });
  const paid = await stripe.invoices.pay(draft.id, { payment_method: method.id });
  expect(paid).toMatchObject({ status: "paid", amount_paid: 2000, amount_remaining: 0 });
  expect((await refusalOf(stripe.invoices.pay(draft.id))).message).toBe("Invoice is already paid");
  const again = stripe.invoices.finalizeInvoice(draft.id);
  expect((await refusalOf(again)).code).toBe("invoice_not_editable");
});

it("tells who declined it, and stays open", async () => {
  const { stripe, draft, method } = await openBill("pm_card_chargeCustomerFail");
  const refusal = await refusalOf(stripe.invoices.pay(draft.id, { payment_method: method.id }));
  expect(refusal).toMatchObject({ statusCode: 402, code: "card_declined" });
  expect(await stripe.invoices.retrieve(draft.id)).toMatchObject({
    status: "open",
    attempt_count: 1,
  });
  const { data } = await stripe.events.list({ type: "invoice.payment_failed", limit: 1 });
  expect(data[0]).toMatchObject({ data: { object: { id: draft.id } } });
});

it("can be paid out of sight, sent, voided and given up", async () => {
  const paid = await openBill();
  expect(await paid.stripe.invoices.pay(paid.draft.id, { paid_out_of_band: true })).toMatchObject({
    status: "paid",
  });
  const { stripe, draft } = await openBill();
  expect(await stripe.invoices.sendInvoice(draft.id)).toMatchObject({ status: "open" });
  expect(await stripe.invoices.markUncollectible(draft.id)).toMatchObject({
    status: "uncollectible",
  });
  expect(await stripe.invoices.voidInvoice(draft.id)).toMatchObject({ status: "void" });
  expect((await refusalOf(stripe.invoices.pay(draft.id))).statusCode).toBe(400);
});

it("is deleted only while it is a draft", async () => {
  const { stripe, draft } = await openBill();
  expect(await stripe.invoices.del(draft.id)).toMatchObject({ deleted: true });
  expect((await refusalOf(stripe.invoices.retrieve(draft.id))).statusCode).toBe(404);
  await expect(stripe.invoices.del("in_acme1")).rejects.toThrow("only delete draft invoices");
});

it("previews the next bill and a change, and writes nothing down", async () => {
  const { stripe } = openTestSandbox();
  const plan = await stripe.subscriptions.retrieve("sub_acme");
  const [item] = plan.items.data;
  const events = async () => (await stripe.events.list({ limit: 1 })).data[0]?.id;
  const before = await events();
  const next = await stripe.invoices.createPreview({ subscription: "sub_acme" });
  expect(next).toMatchObject({
    total: 4900,
    lines: { data: [{ period: { start: item?.current_period_end } }] },
  });
  const change = await stripe.invoices.createPreview({
    customer: "cus_acme",
    subscription: "sub_acme",
    subscription_details: {
      items: [{ id: item?.id ?? "", price: "price_starter" }],
      proration_behavior: "always_invoice",
    },
  });
  expect(change.lines.data.map(({ description }) => description?.split(" ")[0])).toEqual([
    "Unused",
    "Remaining",
  ]);
  expect(await events()).toBe(before);
  expect(await stripe.subscriptions.retrieve("sub_acme")).toEqual(plan);
});
