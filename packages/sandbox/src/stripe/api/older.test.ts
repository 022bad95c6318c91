import { expect, it } from "vitest";
import { API_VERSION } from "../account.ts";
import { errorIn, openTestSandbox } from "../testing/sandbox.ts";

const { stripe, ask } = openTestSandbox();

const post = async (path: string, body: string, version?: string) =>
  ask(path, {
    method: "POST",
    body,
    ...(version !== undefined && { headers: { "stripe-version": version } }),
  });

it.each([
  ["/v1/customers", "coupon=OLD"],
  ["/v1/customers/cus_acme", "promotion_code=promo_x"],
  ["/v1/promotion_codes", "promotion[type]=coupon&coupon=OLD"],
  ["/v1/subscriptions/sub_acme", "coupon=OLD"],
  ["/v1/subscriptions/sub_acme", "prorate=false"],
  ["/v1/payment_intents", "amount=100&currency=usd&payment_method_types[]=card"],
  ["/v1/setup_intents", "payment_method_types[]=card"],
])("refuses at %s what today's version no longer takes: %s", async (path, body) => {
  const answer = await post(path, body, API_VERSION);
  expect(answer.status).toBe(400);
  expect(await errorIn(answer)).toMatchObject({ code: "parameter_unknown" });
});

it.each([undefined, "2024-06-20"])("takes a plan's coupon in version %s", async (version) => {
  const { id: coupon } = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
  await post("/v1/subscriptions/sub_acme", `coupon=${coupon}`, version);
  const plan = await stripe.subscriptions.retrieve("sub_acme", { expand: ["discounts"] });
  expect(plan.discounts).toMatchObject([{ source: { coupon } }]);
  await post("/v1/subscriptions/sub_acme", "coupon=", version);
  expect(await stripe.subscriptions.retrieve("sub_acme")).toMatchObject({ discounts: [] });
});

it("begins a plan's period anew when it is told so in one word", async () => {
  const { stripe, ask, moveTo } = openTestSandbox();
  const before = await stripe.subscriptions.retrieve("sub_acme");
  const now = (before.items.data[0]?.current_period_start ?? 0) + 40 * 24 * 3600;
  moveTo(now);
  const body = "billing_cycle_anchor=now&proration_behavior=none";
  await ask("/v1/subscriptions/sub_acme", { method: "POST", body });
  const after = await stripe.subscriptions.retrieve("sub_acme", { expand: ["latest_invoice"] });
  expect(after.billing_cycle_anchor).toBe(now);
  expect(after.items.data[0]?.current_period_start).toBe(now);
  expect(after.latest_invoice).toMatchObject({
    billing_reason: "subscription_update",
    total: after.items.data[0]?.price.unit_amount,
  });
});

it("knows the payment methods that are allowed by their older name", async () => {
  const wish = "amount=100&currency=eur&payment_method_types[]=sepa_debit";
  const made = await (await post("/v1/payment_intents", wish)).json();
  expect(made).toMatchObject({ payment_method_types: ["sepa_debit"] });
});

it("shows the upcoming bill where older versions look for it, and nowhere else", async () => {
  const path = "/v1/invoices/upcoming?customer=cus_acme";
  expect(await (await ask(path)).json()).toMatchObject({ object: "invoice", status: "draft" });
  const today = await ask(path, { headers: { "stripe-version": API_VERSION } });
  expect(today.ok).toBe(false);
});
