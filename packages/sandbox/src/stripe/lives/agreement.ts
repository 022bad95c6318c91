import type Stripe from "stripe";
import { expect } from "vitest";
import { idOf } from "../books/id-of.ts";
import { expectSoundBill } from "./bill-agreement.ts";
import { sum } from "./sum.ts";

const ALL = { limit: 100 };
const PAGES = { limit: 1000 };

/** All that a customer's objects, read again, must say of each other. */
export async function expectAgreement(stripe: Stripe, customer: string) {
  const about = { ...ALL, customer };
  const read = <Item>(list: Stripe.ApiListPromise<Item>) => list.autoPagingToArray(PAGES);
  const [invoices, charges, intents, plans, methods, refunds, moved] = await Promise.all([
    read(stripe.invoices.list({ ...about, expand: ["data.payments"] })),
    read(stripe.charges.list(about)),
    read(stripe.paymentIntents.list(about)),
    read(stripe.subscriptions.list({ ...about, status: "all" })),
    read(stripe.customers.listPaymentMethods(customer, ALL)),
    read(stripe.refunds.list(ALL)),
    read(stripe.customers.listBalanceTransactions(customer, ALL)),
  ]);
  const person = await stripe.customers.retrieve(customer);
  const owned = new Set<unknown>(methods.map(({ id }) => id));

  for (const invoice of invoices) expectSoundBill(invoice, intents);
  for (const plan of plans) expectSoundPlan(plan);
  for (const intent of intents) expectSoundIntent(intent);
  for (const charge of charges) expectSoundCharge(charge);
  if (!person.deleted) {
    const usual = person.invoice_settings.default_payment_method;
    if (usual) expect(owned).toContain(idOf(usual));
    expect(sum(moved.map(({ amount }) => amount))).toBe(person.balance);
  }
  return { invoices, plans };

  function expectSoundPlan(plan: Stripe.Subscription) {
    const newest = invoices.find(
      ({ parent }) => idOf(parent?.subscription_details?.subscription ?? "") === plan.id,
    );
    expect(idOf(plan.latest_invoice ?? "")).toBe(newest?.id ?? "");
    const { default_payment_method: method, status } = plan;
    if (method) expect(owned).toContain(idOf(method));
    expect(plan.ended_at !== null).toBe(["canceled", "incomplete_expired"].includes(status));
    if (status === "trialing") expect(plan.trial_end).not.toBeNull();
    if (plan.cancel_at_period_end && plan.ended_at === null)
      expect(plan.cancel_at).toBe(plan.items.data[0]?.current_period_end);
  }

  function expectSoundIntent(intent: Stripe.PaymentIntent) {
    const { id, latest_charge: latest, status, amount, amount_received } = intent;
    const charge = charges.find((each) => each.id === (latest && idOf(latest)));
    expect(charge?.id).toBe(latest ? idOf(latest) : undefined);
    if (charge) expect(charge).toMatchObject({ payment_intent: id, amount });
    const done = status === "succeeded";
    expect(done).toBe(charge?.paid === true && charge.captured && charge.status === "succeeded");
    expect(amount_received).toBe(done ? amount : 0);
    if (status === "succeeded") expect(intent.last_payment_error).toBeNull();
    expect(intent.next_action !== null).toBe(status === "requires_action");
    expect(intent.canceled_at !== null).toBe(status === "canceled");
  }

  function expectSoundCharge(charge: Stripe.Charge) {
    const given = refunds.filter((each) => each.charge === charge.id && each.status !== "failed");
    expect(sum(given.map(({ amount }) => amount))).toBe(charge.amount_refunded);
    expect(charge.refunded).toBe(charge.amount_refunded === charge.amount);
    expect(charge.failure_code !== null).toBe(charge.status === "failed");
  }
}
