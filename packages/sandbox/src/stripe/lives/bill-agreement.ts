import type Stripe from "stripe";
import { expect } from "vitest";
import { idOf } from "../books/id-of.ts";
import { sum } from "./sum.ts";

/** All that a bill must say of itself, and of the payments it names. */
export function expectSoundBill(invoice: Stripe.Invoice, intents: Stripe.PaymentIntent[]) {
  expectSums(invoice);
  expectTimes(invoice);
  for (const { invoice: bill, payment, ...each } of invoice.payments?.data ?? []) {
    expect(bill).toBe(invoice.id);
    if (payment.type !== "payment_intent") continue;
    const intent = intents.find(({ id }) => id === idOf(payment.payment_intent ?? ""));
    expect(intent?.amount).toBe(each.amount_requested);
    expect(intent?.status === "succeeded").toBe(each.status === "paid");
    expect(each.status_transitions.paid_at !== null).toBe(each.status === "paid");
  }
}

function expectSums(invoice: Stripe.Invoice) {
  const { lines, subtotal, total, total_taxes, total_discount_amounts: off } = invoice;
  expect(lines.has_more).toBe(false);
  const onBill = new Set(invoice.discounts.map(idOf));
  const own = lines.data.flatMap((line) =>
    (line.discount_amounts ?? []).filter(({ discount }) => !onBill.has(idOf(discount))),
  );
  const amounts = sum(lines.data.map(({ amount }) => amount));
  expect(subtotal).toBe(amounts - sum(own.map(({ amount }) => amount)));
  const added = (total_taxes ?? []).filter(({ tax_behavior }) => tax_behavior === "exclusive");
  const taken = sum((off ?? []).map(({ amount }) => amount));
  expect(total).toBe(amounts - taken + sum(added.map(({ amount }) => amount)));

  const {
    amount_due: due,
    amount_paid,
    amount_remaining,
    starting_balance,
    ending_balance,
  } = invoice;
  expect(amount_remaining).toBe(due - amount_paid);
  if (ending_balance !== null) {
    const credited = invoice.pre_payment_credit_notes_amount;
    expect(due + credited + ending_balance).toBe(starting_balance + total);
  }
  const paid = invoice.payments?.data.filter(({ status }) => status === "paid") ?? [];
  expect(sum(paid.map((each) => each.amount_paid ?? 0))).toBe(amount_paid);
}

function expectTimes({ status, status_transitions: times, ...invoice }: Stripe.Invoice) {
  expect(times.paid_at !== null).toBe(status === "paid");
  expect(times.voided_at !== null).toBe(status === "void");
  if (status !== "paid" && status !== "void")
    expect(times.marked_uncollectible_at !== null).toBe(status === "uncollectible");
  expect(times.finalized_at === null).toBe(status === "draft");
  expect(invoice.ending_balance === null).toBe(status === "draft");
  expect(invoice.number === null).toBe(status === "draft");
  if (status === "paid") expect(invoice.amount_remaining).toBe(0);
  if (status !== "open" && status !== "draft") expect(invoice.next_payment_attempt).toBeNull();
}
