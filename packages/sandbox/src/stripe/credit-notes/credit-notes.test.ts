import { expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";
import { payingBy } from "../testing/shop.ts";

const { stripe, newest } = openTestSandbox();

/** A bill of 20 dollars, less half of the first 10. */
async function bill({ paid }: { paid: boolean }) {
  const customer = await stripe.customers.create(payingBy("pm_card_visa"));
  const { id: coupon } = await stripe.coupons.create({ percent_off: 50 });
  const item = { customer: customer.id, currency: "usd", amount: 1000 };
  await stripe.invoiceItems.create({ ...item, discounts: [{ coupon }] });
  await stripe.invoiceItems.create(item);
  const { id } = await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  return paid ? stripe.invoices.pay(id) : stripe.invoices.finalizeInvoice(id);
}

it("takes back a part of an open bill, with its share of the discount", async () => {
  const { id: invoice, lines, number } = await bill({ paid: false });
  const [first] = lines.data;
  const part = { invoice_line_item: first?.id ?? "", amount: 500 };
  const wish = { invoice, lines: [{ type: "invoice_line_item" as const, ...part }] };
  const preview = await stripe.creditNotes.preview(wish);
  const note = await stripe.creditNotes.create(wish);
  for (const each of [preview, note])
    expect(each).toMatchObject({
      subtotal: 500,
      discount_amount: 250,
      total: 250,
      pre_payment_amount: 250,
      post_payment_amount: 0,
      type: "pre_payment",
      number: `${number}-CN-01`,
    });
  expect(await newest(2)).toEqual(["credit_note.created", "invoice.updated"]);
  expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
    total: 1500,
    amount_due: 1250,
    amount_remaining: 1250,
    pre_payment_credit_notes_amount: 250,
  });
  expect(await stripe.invoices.pay(invoice)).toMatchObject({ status: "paid", amount_paid: 1250 });
});

it("leaves nothing to pay of a bill that was taken back whole", async () => {
  const { id: invoice } = await bill({ paid: false });
  await stripe.creditNotes.create({ invoice, amount: 1500 });
  expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
    status: "paid",
    amount_paid: 0,
    amount_remaining: 0,
  });
});

it("asks for what was taken back once more when the credit note is void", async () => {
  const { id: invoice } = await bill({ paid: false });
  const note = await stripe.creditNotes.create({ invoice, amount: 500, reason: "duplicate" });
  expect(await stripe.creditNotes.voidCreditNote(note.id)).toMatchObject({ status: "void" });
  expect(await newest(1)).toEqual(["credit_note.voided"]);
  expect(await stripe.invoices.retrieve(invoice)).toMatchObject({ amount_remaining: 1500 });
  await refusalOf(stripe.creditNotes.voidCreditNote(note.id));
});

it("gives back what was paid, as credit and as money", async () => {
  const { id: invoice, customer } = await bill({ paid: true });
  const uneven = await refusalOf(stripe.creditNotes.create({ invoice, amount: 500 }));
  expect(uneven.message).toBe(
    "The sum of credit amount, refund amount and out of band amount ($0.00) must equal the credit note amount ($5.00).",
  );
  const wish = { invoice, amount: 500, credit_amount: 200, refund_amount: 300 };
  const note = await stripe.creditNotes.create({ ...wish, expand: ["refunds.refund"] });
  expect(note).toMatchObject({
    post_payment_amount: 500,
    type: "post_payment",
    refunds: [{ amount_refunded: 300, refund: { object: "refund", amount: 300 } }],
  });
  expect(await stripe.customers.retrieve(idOf(customer ?? ""))).toMatchObject({ balance: -200 });
  expect(await stripe.invoices.retrieve(invoice)).toMatchObject({
    status: "paid",
    post_payment_credit_notes_amount: 500,
  });
  const again = { invoice, amount: 1400, out_of_band_amount: 1400 };
  expect((await refusalOf(stripe.creditNotes.create(again))).param).toBe("amount");
});

it("gives back as credit what was paid with credit, and no more", async () => {
  const { id: customer } = await stripe.customers.create(payingBy("pm_card_visa"));
  await stripe.customers.createBalanceTransaction(customer, { amount: -1500, currency: "usd" });
  const { id: invoice } = await stripe.invoices.create({ customer });
  await stripe.invoiceItems.create({ customer, invoice, currency: "usd", amount: 1000 });
  const paid = await stripe.invoices.finalizeInvoice(invoice);
  expect(paid).toMatchObject({ status: "paid", amount_paid: 0, ending_balance: -500 });
  const wish = { invoice, amount: 1000, credit_amount: 1000 };
  expect(await stripe.creditNotes.create(wish)).toMatchObject({
    pre_payment_amount: 0,
    post_payment_amount: 1000,
  });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -1500 });
  const more = { invoice, amount: 1, credit_amount: 1 };
  expect((await refusalOf(stripe.creditNotes.create(more))).param).toBe("amount");
});

it("keeps a note of its own lines, and lists it", async () => {
  const { id: invoice } = await bill({ paid: false });
  const line = {
    type: "custom_line_item",
    description: "Sorry",
    unit_amount: 100,
    quantity: 2,
  } as const;
  const { id } = await stripe.creditNotes.create({ invoice, lines: [line] });
  await stripe.creditNotes.update(id, { memo: "Our fault" });
  expect((await stripe.creditNotes.list({ invoice })).data).toMatchObject([
    { id, total: 200, memo: "Our fault" },
  ]);
  const { data } = await stripe.creditNotes.listLineItems(id);
  expect(data).toMatchObject([{ amount: 200, description: "Sorry", unit_amount: 100 }]);
});
