import { expect, it } from "vitest";
import { idOf, once, pen, plan, openTill } from "./testing.ts";

const open = openTill();
const { confirm, paid } = open;
const { checkout, invoices, paymentIntents } = open.stripe;

it("bills what was paid once, where that was wished for", async () => {
  const { session, told } = await paid({
    ...once,
    invoice_creation: { enabled: true, invoice_data: { description: "Pens" } },
  });
  expect(session).toMatchObject({ customer: expect.stringMatching(/^cus_/) });
  const bill = await invoices.retrieve(idOf(session.invoice), { expand: ["payments"] });
  expect(bill).toMatchObject({
    status: "paid",
    total: 500,
    amount_paid: 500,
    description: "Pens",
    payments: { data: [{ status: "paid", payment: { payment_intent: session.payment_intent } }] },
  });
  expect(told.slice(-5)).toEqual([
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_succeeded",
    "checkout.session.completed",
  ]);
});

it("begins a plan at a price that was described for it alone, or was withdrawn meanwhile", async () => {
  const price_data = {
    currency: "usd",
    unit_amount: 700,
    product_data: { name: "Own" },
    recurring: { interval: "month" as const },
  };
  const { session } = await paid({ ...plan, line_items: [{ price_data, quantity: 1 }] });
  expect(session).toMatchObject({ status: "complete", amount_total: 700 });

  const { id } = await checkout.sessions.create({
    ...plan,
    line_items: [{ price: "price_business", quantity: 1 }],
  });
  await open.stripe.prices.update("price_business", { active: false });
  expect((await confirm(id, "pm_card_visa")).status).toBe(200);
});

it("takes a coupon off once, and needs no card where nothing is left to pay", async () => {
  const half = await open.stripe.coupons.create({ percent_off: 50, duration: "once" });
  const { session } = await paid({ ...once, discounts: [{ coupon: half.id }] });
  expect(session).toMatchObject({
    amount_subtotal: 500,
    amount_total: 250,
    total_details: { amount_discount: 250 },
    discounts: [{ coupon: half.id, promotion_code: null }],
  });
  expect(await paymentIntents.retrieve(idOf(session.payment_intent))).toMatchObject({
    amount: 250,
  });
  expect(await open.stripe.coupons.retrieve(half.id)).toMatchObject({ times_redeemed: 1 });

  const all = await open.stripe.coupons.create({ percent_off: 100, duration: "once" });
  const { id } = await checkout.sessions.create({ ...once, discounts: [{ coupon: all.id }] });
  expect((await confirm(id, undefined)).status).toBe(200);
  expect(await checkout.sessions.retrieve(id)).toMatchObject({
    status: "complete",
    payment_status: "no_payment_required",
    payment_intent: null,
  });
});

it("adds taxes, and bills what was paid", async () => {
  const rate = await open.stripe.taxRates.create({
    display_name: "VAT",
    percentage: 20,
    inclusive: false,
  });
  const { id: coupon } = await open.stripe.coupons.create({ amount_off: 100, currency: "usd" });
  const { session } = await paid({
    ...once,
    line_items: [{ ...pen, tax_rates: [rate.id] }],
    discounts: [{ coupon }],
    invoice_creation: { enabled: true },
  });
  expect(session).toMatchObject({
    amount_subtotal: 500,
    amount_total: 480,
    total_details: { amount_discount: 100, amount_tax: 80 },
  });
  expect(await invoices.retrieve(idOf(session.invoice))).toMatchObject({
    status: "paid",
    total: 480,
    amount_paid: 480,
  });
  const taxed = await paid({ ...plan, subscription_data: { default_tax_rates: [rate.id] } });
  expect(taxed.session).toMatchObject({ amount_total: 11_760, payment_status: "paid" });
  expect(await invoices.retrieve(idOf(taxed.session.invoice))).toMatchObject({ total: 11_760 });
});
