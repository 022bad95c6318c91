import { expect, it } from "vitest";
import { idOf, once, pen, plan, team, openTill, type Wish } from "./testing.ts";

const open = openTill();
const { confirm, paid } = open;
const { checkout, invoices, paymentIntents, setupIntents, subscriptions } = open.stripe;

it("begins a plan that its customer pays with this card from now on", async () => {
  const { session, told } = await paid({
    ...plan,
    customer_email: "new@example.test",
    line_items: [team, pen],
    subscription_data: { description: "For two", metadata: { portico: "yes" } },
  });
  expect(session).toMatchObject({
    status: "complete",
    payment_status: "paid",
    url: null,
    amount_total: 10_300,
    customer: expect.stringMatching(/^cus_/),
    customer_details: { email: "new@example.test" },
    payment_intent: null,
  });
  const begun = await subscriptions.retrieve(idOf(session.subscription));
  expect(begun).toMatchObject({
    status: "active",
    customer: session.customer,
    default_payment_method: expect.stringMatching(/^pm_/),
    description: "For two",
    metadata: { portico: "yes" },
    latest_invoice: session.invoice,
    items: { data: [{ quantity: 2, price: { id: "price_team" } }] },
  });
  expect(await invoices.retrieve(idOf(session.invoice))).toMatchObject({
    status: "paid",
    total: 10_300,
    lines: { data: [{ description: "Pen" }, { description: "2 × Team (at $49.00 / month)" }] },
  });
  expect(told).toEqual([
    "customer.created",
    "invoice.created",
    "payment_intent.created",
    "invoice.finalized",
    "customer.subscription.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "invoice_payment.paid",
    "invoice.paid",
    "invoice.payment_succeeded",
    "customer.subscription.updated",
    "payment_method.attached",
    "customer.subscription.updated",
    "checkout.session.completed",
  ]);
});

it("keeps a card for the end of a trial, and needs none where that was wished for", async () => {
  const trial: Wish = { ...plan, subscription_data: { trial_period_days: 7 } };
  const { session } = await paid(trial);
  expect(session).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
  expect(await subscriptions.retrieve(idOf(session.subscription))).toMatchObject({
    status: "trialing",
    default_payment_method: expect.stringMatching(/^pm_/),
    pending_setup_intent: null,
  });

  const { id } = await checkout.sessions.create({
    ...trial,
    payment_method_collection: "if_required",
  });
  expect((await confirm(id, undefined)).status).toBe(200);
  const free = await checkout.sessions.retrieve(id, { expand: ["subscription"] });
  expect(free).toMatchObject({
    status: "complete",
    subscription: { status: "trialing", default_payment_method: null },
  });
});

it("takes a payment once, from a guest or a customer", async () => {
  const { session, told } = await paid({
    ...once,
    payment_intent_data: { description: "Two pens", metadata: { order: "7" } },
  });
  expect(session).toMatchObject({ status: "complete", payment_status: "paid", customer: null });
  expect(await paymentIntents.retrieve(idOf(session.payment_intent))).toMatchObject({
    amount: 500,
    status: "succeeded",
    description: "Two pens",
    metadata: { order: "7" },
    customer: null,
  });
  expect(told).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);

  const known = await paid({
    ...once,
    customer: "cus_acme",
    payment_intent_data: { setup_future_usage: "off_session" },
  });
  expect(known.session).toMatchObject({ customer: "cus_acme" });
  expect(known.told).toContain("payment_method.attached");
});

it("keeps a card for later without charging it", async () => {
  const { session } = await paid({
    mode: "setup",
    success_url: "http://localhost:5173/thanks",
    currency: "usd",
    customer: "cus_acme",
    setup_intent_data: { metadata: { for: "later" } },
  });
  expect(session).toMatchObject({ status: "complete", payment_status: "no_payment_required" });
  const setup = await setupIntents.retrieve(idOf(session.setup_intent));
  expect(setup).toMatchObject({ status: "succeeded", metadata: { for: "later" } });
});
