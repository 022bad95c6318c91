import type Stripe from "stripe";
import { afterEach, assert, beforeEach, expect, it } from "vitest";
import { idOf } from "../books/id-of.ts";
import { STRIPE_URL } from "../testing/sandbox.ts";
import { nextMonth, openShop } from "../testing/shop.ts";
import { expectAgreement } from "./agreement.ts";
import { expectTold } from "./told.ts";

const DAY = 24 * 60 * 60;

let shop: Awaited<ReturnType<typeof openShop>>;
let stripe: Stripe;
let customer: string;

beforeEach(async () => {
  shop = await openShop();
  stripe = shop.stripe;
  customer = shop.customer.id;
});

afterEach(async () => {
  const { plans, invoices } = await expectAgreement(stripe, customer);
  await expectTold(stripe, [...plans, ...invoices]);
});

async function subscribe(wish: Partial<Stripe.SubscriptionCreateParams> = {}) {
  return stripe.subscriptions.create({ customer, items: [{ price: "price_team" }], ...wish });
}

async function payBy(token: string) {
  const card = await stripe.paymentMethods.attach(token, { customer });
  await stripe.customers.update(customer, {
    invoice_settings: { default_payment_method: card.id },
  });
}

async function answerBank(intent: string, answer: "yes" | "no") {
  const url = `${STRIPE_URL}/authenticate/${intent}`;
  const body = new URLSearchParams({ answer });
  await shop.fetch(new Request(url, { method: "POST", body, headers: { origin: STRIPE_URL } }));
}

async function asksFor() {
  const { data } = await stripe.paymentIntents.list({ customer });
  const asking = data.find(({ status }) => status === "requires_action");
  assert(asking);
  return asking.id;
}

async function statusOf({ id }: Stripe.Subscription) {
  return (await stripe.subscriptions.retrieve(id)).status;
}

async function newestCharge() {
  const [charge] = (await stripe.charges.list({ customer })).data;
  assert(charge);
  return charge;
}

it("agrees about a plan that is paid month by month", async () => {
  const plan = await subscribe();
  shop.moveTo(nextMonth(plan));
  expect(await statusOf(plan)).toBe("active");
  expect((await stripe.invoices.list({ customer, status: "paid" })).data).toHaveLength(2);
});

it("agrees about a card that fails and is repaired", async () => {
  const plan = await subscribe();
  await payBy("pm_card_chargeCustomerFail");
  shop.moveTo(nextMonth(plan));
  expect(await statusOf(plan)).toBe("past_due");
  await payBy("pm_card_visa");
  const [owed] = (await stripe.invoices.list({ customer, status: "open" })).data;
  await stripe.invoices.pay(owed?.id ?? "");
  expect(await statusOf(plan)).toBe("active");
});

it("agrees about a bank that asks, is told no, and then yes", async () => {
  await payBy("pm_card_authenticationRequired");
  const plan = await subscribe();
  expect(plan.status).toBe("incomplete");
  const intent = await asksFor();
  await answerBank(intent, "no");
  expect(await statusOf(plan)).toBe("incomplete");
  await stripe.paymentIntents.confirm(intent, {
    payment_method: "pm_card_authenticationRequired",
    return_url: STRIPE_URL,
  });
  await answerBank(intent, "yes");
  expect(await statusOf(plan)).toBe("active");
});

it("agrees about a bank that is answered too late", async () => {
  await payBy("pm_card_authenticationRequired");
  const plan = await subscribe();
  const intent = await asksFor();
  shop.moveTo(plan.created + DAY);
  await answerBank(intent, "yes");
  expect(await statusOf(plan)).toBe("incomplete_expired");
});

it("agrees about a trial that becomes a paid plan", async () => {
  const plan = await subscribe({ trial_period_days: 7 });
  expect(plan.status).toBe("trialing");
  shop.moveTo(plan.created + 8 * DAY);
  expect(await statusOf(plan)).toBe("active");
  expect((await newestCharge()).amount).toBe(4900);
});

it("agrees about a change that is billed at once, up and down again", async () => {
  const plan = await subscribe({ items: [{ price: "price_starter" }] });
  shop.moveTo(plan.created + 10 * DAY);
  const id = plan.items.data[0]?.id ?? "";
  for (const price of ["price_team", "price_starter"])
    await stripe.subscriptions.update(plan.id, {
      items: [{ id, price }],
      proration_behavior: "always_invoice",
    });
  const after = await stripe.customers.retrieve(customer);
  expect(!after.deleted && after.balance).toBeLessThan(0);
  shop.moveTo(nextMonth(plan));
});

it("agrees about a plan that was to end and goes on", async () => {
  const plan = await subscribe();
  const { cancel_at } = await stripe.subscriptions.update(plan.id, { cancel_at_period_end: true });
  expect(cancel_at).toBe(plan.items.data[0]?.current_period_end);
  await stripe.subscriptions.update(plan.id, { cancel_at_period_end: false });
  shop.moveTo(nextMonth(plan));
  expect(await statusOf(plan)).toBe("active");
});

it("agrees about a plan that ends, and the one that follows it", async () => {
  const plan = await subscribe();
  await stripe.subscriptions.update(plan.id, { cancel_at_period_end: true });
  shop.moveTo(nextMonth(plan));
  expect(await statusOf(plan)).toBe("canceled");
  expect(await subscribe()).toMatchObject({ status: "active" });
});

it("agrees about an end that moves with a new rhythm", async () => {
  const plan = await subscribe();
  await stripe.subscriptions.update(plan.id, { cancel_at_period_end: true });
  const items = [{ id: plan.items.data[0]?.id ?? "", price: "price_business" }];
  const { cancel_at, ...after } = await stripe.subscriptions.update(plan.id, { items });
  expect(cancel_at).toBe(after.items.data[0]?.current_period_end);
});

it("agrees about money that is given back in parts", async () => {
  await subscribe();
  const { id: charge } = await newestCharge();
  await stripe.refunds.create({ charge, amount: 1000 });
  await stripe.refunds.create({ charge });
  expect(await newestCharge()).toMatchObject({ refunded: true, amount_refunded: 4900 });
});

it("agrees about refunds that come late, and that never come", async () => {
  for (const token of ["pm_card_pendingRefund", "pm_card_refundFail"]) {
    await payBy(token);
    await subscribe();
    await stripe.refunds.create({ charge: (await newestCharge()).id });
  }
  shop.moveBy(DAY);
  const { data } = await stripe.refunds.list();
  expect(data.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
});

it("agrees about a charge that its owner complains of", async () => {
  await payBy("pm_card_createDispute");
  await subscribe();
  const { id: charge } = await newestCharge();
  const [dispute] = (await stripe.disputes.list({ charge })).data;
  await stripe.disputes.close(dispute?.id ?? "");
  expect(await newestCharge()).toMatchObject({ disputed: true });
});

it.each<Stripe.Checkout.SessionCreateParams>([
  { mode: "subscription", line_items: [{ price: "price_team", quantity: 2 }] },
  {
    mode: "payment",
    invoice_creation: { enabled: true },
    line_items: [
      {
        price_data: { currency: "usd", unit_amount: 250, product_data: { name: "Pen" } },
        quantity: 2,
      },
    ],
  },
  { mode: "setup", currency: "usd" },
])("agrees about a checkout in mode $mode", async (wish) => {
  const { id } = await stripe.checkout.sessions.create({
    ...wish,
    customer,
    success_url: STRIPE_URL,
  });
  const body = new URLSearchParams({ payment_method: "pm_card_visa" });
  await shop.ask(`/v1/payment_pages/${id}/confirm`, { method: "POST", body });
  expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
    status: "complete",
    customer,
  });
  const billed = await stripe.invoices.list({ customer, status: "paid" });
  expect(billed.data).toHaveLength(wish.mode === "setup" ? 0 : 1);
});

it("agrees about a bill that is taken back, before and after it was paid", async () => {
  const plan = await subscribe();
  const invoice = idOf(plan.latest_invoice ?? "");
  await stripe.creditNotes.create({ invoice, amount: 900, refund_amount: 900 });
  await stripe.creditNotes.create({ invoice, amount: 1000, credit_amount: 1000 });
  await stripe.invoiceItems.create({ customer, currency: "usd", amount: 3000 });
  const more = await stripe.invoices.create({
    customer,
    pending_invoice_items_behavior: "include",
  });
  const open = await stripe.invoices.finalizeInvoice(more.id ?? "");
  expect(open.amount_due).toBe(2000);
  await stripe.creditNotes.create({ invoice: open.id ?? "", amount: 500 });
  await stripe.invoices.pay(open.id ?? "");
});

it("agrees about a slow debit that arrives, and one that does not", async () => {
  for (const token of ["pm_usBankAccount_success", "pm_usBankAccount_insufficientFunds"]) {
    const account = await stripe.paymentMethods.attach(token, { customer });
    await subscribe({ default_payment_method: account.id });
  }
  shop.moveBy(DAY);
  const { data } = await stripe.subscriptions.list({ customer });
  expect(data.map(({ status }) => status)).toEqual(["past_due", "active"]);
});

it("agrees about discounts, and how often their coupon was redeemed", async () => {
  const { id: coupon } = await stripe.coupons.create({ percent_off: 25, duration: "once" });
  const plan = await subscribe({ discounts: [{ coupon }] });
  await subscribe({ discounts: [{ coupon }] });
  shop.moveTo(nextMonth(plan));
  expect(await stripe.coupons.retrieve(coupon)).toMatchObject({ times_redeemed: 2 });
});
