import type Stripe from "stripe";
import { expect } from "vitest";
import { idOf } from "./id-of.ts";

/** All that a customer's objects, read again, must say of each other. */
export async function expectAgreement(stripe: Stripe, customer: string) {
  const [invoices, charges, intents, plans, methods, person] = await Promise.all([
    stripe.invoices
      .list({ limit: 100, customer, expand: ["data.payments"] })
      .autoPagingToArray({ limit: 1000 }),
    stripe.charges.list({ limit: 100, customer }).autoPagingToArray({ limit: 1000 }),
    stripe.paymentIntents.list({ limit: 100, customer }).autoPagingToArray({ limit: 1000 }),
    stripe.subscriptions
      .list({ limit: 100, customer, status: "all" })
      .autoPagingToArray({ limit: 1000 }),
    stripe.customers
      .listPaymentMethods(customer, { limit: 100 })
      .autoPagingToArray({ limit: 1000 }),
    stripe.customers.retrieve(customer),
  ]);
  const bills = new Map(invoices.map((each) => [each.id, each]));
  const owned = new Set<unknown>(methods.map(({ id }) => id));

  for (const invoice of invoices) expectSound(invoice);
  for (const { latest_invoice: latest } of plans) {
    expect(latest === null || bills.has(idOf(latest))).toBe(true);
  }
  for (const { id, latest_charge: latest, status, amount, amount_received } of intents) {
    const charge = charges.find((each) => each.id === latest);
    expect(charge === undefined || charge.payment_intent === id).toBe(true);
    expect(status === "succeeded").toBe(charge?.paid === true);
    expect(amount_received).toBe(status === "succeeded" ? amount : 0);
  }
  const usual = !person.deleted && person.invoice_settings.default_payment_method;
  if (usual) expect(owned).toContain(usual);
  for (const { default_payment_method: own } of plans)
    if (own !== null) expect(owned).toContain(own);

  const taken = charges.map((each) => (each.paid ? each.amount : 0));
  expect(sum(invoices.map(({ amount_paid }) => amount_paid))).toBe(sum(taken));
  return { invoices, plans };

  function expectSound(invoice: Stripe.Invoice) {
    const { status, status_transitions: times, lines } = invoice;
    expect(sum(lines.data.map(({ amount }) => amount))).toBe(invoice.subtotal);
    expect(times.paid_at !== null).toBe(status === "paid");
    expect(times.voided_at !== null).toBe(status === "void");
    expect(times.marked_uncollectible_at !== null).toBe(status === "uncollectible");
    expect(times.finalized_at === null).toBe(status === "draft");
    expect(invoice.amount_remaining).toBe(invoice.amount_due - invoice.amount_paid);
    const paid = invoice.payments?.data.filter((each) => each.status === "paid") ?? [];
    expect(sum(paid.map(({ amount_paid: amount }) => amount ?? 0))).toBe(invoice.amount_paid);
    for (const { invoice: bill, payment } of invoice.payments?.data ?? []) {
      expect(bill).toBe(invoice.id);
      if (payment.type === "payment_intent")
        expect(intents.map(({ id }) => id)).toContain(payment.payment_intent);
    }
  }
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
