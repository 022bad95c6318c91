import { beforeEach, expect, it } from "vitest";
import type Stripe from "stripe";
import { CARD, openTestPages } from "../../testing.ts";

type Rules = Stripe.BillingPortal.ConfigurationUpdateParams.Features.SubscriptionUpdate;

let open: ReturnType<typeof openTestPages>;
let plan: Stripe.Subscription;
beforeEach(async () => {
  open = openTestPages();
  plan = await open.stripe.subscriptions.retrieve("sub_acme");
});

const quantity = { enabled: true, minimum: 1, maximum: 20 };

async function offer(rules: Partial<Rules> = {}) {
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity", "promotion_code"],
        products: [
          { product: "prod_starter", prices: ["price_starter"] },
          { product: "prod_team", prices: ["price_team"], adjustable_quantity: quantity },
          { product: "prod_business", prices: ["price_business"] },
        ],
        ...rules,
      },
    },
  });
  return `${await open.linkFor("cus_acme")}/plans/sub_acme/update`;
}

const itemNow = async () => (await open.stripe.subscriptions.retrieve("sub_acme")).items.data[0];
const asked = (url: string, wish: Record<string, string>) =>
  open.read(`${url}/confirm?${new URLSearchParams(wish).toString()}`);

it("offers what the configuration lists, and marks what is had", async () => {
  const page = await open.read(await offer());
  for (const words of ["Starter", "$19.00 per month", "Business", "$1,490.00 per year"])
    expect(page).toContain(words);
  expect(page).toMatch(/<strong>Team<\/strong>\s*<span class="tag">Current/);
  expect(page).toContain("Team: 1 to 20");
});

it("shows the bill of a change before it is made, and makes it", async () => {
  const url = await offer({ proration_behavior: "always_invoice" });
  const page = await asked(url, { price: "price_business" });
  expect(page).toContain("Unused time on Team after");
  expect(page).toContain("Remaining time on Business after");
  const [, due] = /To pay<\/th>\s*<td class="number">([^<]+)</.exec(page) ?? [];
  expect(await itemNow()).toMatchObject({ price: { id: "price_team" } });

  expect(await open.sent(`${url}/confirm`, { price: "price_business" })).toContain(
    "Your plan is changed.",
  );
  expect(await itemNow()).toMatchObject({ price: { id: "price_business" } });
  const [bill] = (await open.stripe.invoices.list({ customer: "cus_acme", limit: 1 })).data;
  expect(bill).toMatchObject({ status: "paid", billing_reason: "subscription_update" });
  expect(due).toBe(
    ((bill?.total ?? 0) / 100).toLocaleString("en-US", { style: "currency", currency: "usd" }),
  );
});

it("puts the difference on the next bill where the configuration says so", async () => {
  const url = await offer({ proration_behavior: "create_prorations" });
  const page = await asked(url, { price: "price_team", quantity: "3" });
  expect(page).toContain("Next bill, on ");
  expect(page).toContain("Remaining time on 3 × Team after");
  await open.sent(`${url}/confirm`, { price: "price_team", quantity: "3" });
  expect(await itemNow()).toMatchObject({ quantity: 3 });
  expect(await open.newest(1)).toEqual(["customer.subscription.updated"]);
  expect((await open.stripe.invoiceItems.list({ customer: "cus_acme" })).data).toHaveLength(2);
});

it.each([
  ["a number over the most", { price: "price_team", quantity: "21" }, "Choose 1 to 20 of Team."],
  ["a number that is none", { price: "price_team", quantity: "two" }, "Choose 1 to 20 of Team."],
  ["what is had already", { price: "price_team", quantity: "1" }, "what you have already"],
  ["a price of somebody else's", { price: "price_no" }, "Choose a plan."],
  ["a code nobody gave out", { price: "price_starter", code: "NOPE" }, "There is no such code."],
])("refuses %s in plain words, and changes nothing", async (_, wish, words) => {
  const url = await offer();
  expect(await asked(url, wish)).toContain(words);
  expect(await open.sent(`${url}/confirm`, wish)).toContain(words);
  expect(await itemNow()).toEqual(plan.items.data[0]);
});

it("takes a promotion code off the bill", async () => {
  const { stripe } = open;
  const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
  await stripe.promotionCodes.create({
    code: "HALF",
    promotion: { type: "coupon", coupon: coupon.id },
  });
  const url = await offer({ billing_cycle_anchor: "now" });
  const page = await asked(url, { price: "price_starter", code: "half" });
  expect(page).toContain("Discount");
  expect(page).toContain("-$9.50");
  await open.sent(`${url}/confirm`, { price: "price_starter", code: "half" });
  const after = await stripe.subscriptions.retrieve("sub_acme", { expand: ["discounts"] });
  expect(after.discounts).toMatchObject([{ source: { coupon: coupon.id } }]);
});

it("begins a period of its own where the configuration says so", async () => {
  const url = await offer({ billing_cycle_anchor: "now" });
  await open.sent(`${url}/confirm`, { price: "price_starter" });
  const now = Math.floor(open.clock.now / 1000);
  expect(await itemNow()).toMatchObject({ current_period_start: now });
});

it.each([
  ["end_trial", "active", "Your free trial ends now."],
  ["continue_trial", "trialing", "Free until"],
] as const)("%s: a change of a free trial leaves it %s", async (behavior, status, words) => {
  const url = await offer({ trial_update_behavior: behavior });
  const { stripe, clock } = open;
  const trial_end = Math.floor(clock.now / 1000) + 10 * 24 * 60 * 60;
  await stripe.subscriptions.update("sub_acme", { trial_end });
  const seen = await asked(url, { price: "price_starter" });
  const done = await open.sent(`${url}/confirm`, { price: "price_starter" });
  expect(seen + done).toContain(words);
  expect(await stripe.subscriptions.retrieve("sub_acme")).toMatchObject({ status });
  const { data } = await stripe.events.list({ type: "customer.subscription.updated", limit: 2 });
  expect(data.some(({ data: { previous_attributes: was } }) => was && "items" in was)).toBe(true);
});

it("changes nothing when the card is declined", async () => {
  const url = await offer({ proration_behavior: "always_invoice" });
  const card = { ...CARD, card_number: "4000 0000 0000 0341", charged: "yes" };
  await open.sent(url.replace("/plans/sub_acme/update", "/cards/new"), card);
  const page = await open.sent(`${url}/confirm`, { price: "price_business" });
  expect(page).toContain("Your card was declined. Nothing was changed.");
  expect(await itemNow()).toEqual(plan.items.data[0]);
});

it("lets the bank ask before a change is paid, and the person pay by another card when it says no", async () => {
  const url = await offer({ proration_behavior: "always_invoice" });
  const root = url.replace("/plans/sub_acme/update", "");
  const card = { ...CARD, card_number: "4000 0000 0000 3220", charged: "yes" };
  const setup = await open.send(`${root}/cards/new`, card);
  await open.sent(setup.headers.get("location") ?? "", { answer: "yes" });

  const done = await open.send(`${url}/confirm`, { price: "price_business" });
  const question = await open.visit(done.headers.get("location") ?? "");
  const refused = await open.sent(question.headers.get("location") ?? "", { answer: "no" });
  expect(refused).toContain("Your bank did not agree. Try another card.");
  const [, pay = ""] = /action="([^"]+\/pay)"/.exec(refused) ?? [];
  expect(await open.sent(pay, { card: "pm_acme" })).toContain("Thank you. The payment is made.");
  expect(await open.stripe.subscriptions.retrieve("sub_acme")).toMatchObject({ status: "active" });
});

it.each([
  ["costs less", "decreasing_item_amount", "price_starter", "1 × Starter"],
  ["is shorter", "shortening_interval", "price_team", "1 × Team"],
] as const)("lets what %s begin when the period ends", async (_, type, price, words) => {
  if (type === "shortening_interval")
    await open.stripe.subscriptions.update("sub_acme", {
      items: [{ id: "si_acme", price: "price_business" }],
    });
  const url = await offer({ schedule_at_period_end: { conditions: [{ type }] } });
  const had = await itemNow();
  expect(await asked(url, { price })).toContain("nothing changes. Then: ");
  expect(await open.sent(`${url}/confirm`, { price })).toContain("Then it becomes ");
  expect(await itemNow()).toEqual(had);
  const [schedule] = (await open.stripe.subscriptionSchedules.list({ customer: "cus_acme" })).data;
  expect(schedule).toMatchObject({ subscription: "sub_acme", end_behavior: "release" });
  expect(schedule?.phases[1]?.items).toMatchObject([{ price, quantity: 1 }]);

  open.moveTo((had?.current_period_end ?? 0) + 60);
  expect(await itemNow()).toMatchObject({ price: { id: price } });
  const [bill] = (await open.stripe.invoices.list({ customer: "cus_acme", limit: 1 })).data;
  expect(bill?.lines.data.map(({ description }) => description)).toEqual([
    expect.stringContaining(words),
  ]);
});

it("lets a person take back what waits, by choosing what they have", async () => {
  const conditions = [{ type: "decreasing_item_amount" as const }];
  const url = await offer({ schedule_at_period_end: { conditions } });
  await open.sent(`${url}/confirm`, { price: "price_starter" });
  const page = await open.sent(`${url}/confirm`, { price: "price_team", quantity: "1" });
  expect(page).not.toContain("Then it becomes ");
  const [schedule] = (await open.stripe.subscriptionSchedules.list({ customer: "cus_acme" })).data;
  expect(schedule).toMatchObject({ status: "released", released_subscription: "sub_acme" });
});

it("lets plans of several products only be cancelled", async () => {
  const url = await offer();
  await open.stripe.subscriptions.update("sub_acme", { items: [{ price: "price_starter" }] });
  const page = await open.read(url.replace("/plans/sub_acme/update", "/home"));
  expect(page).toContain("Cancel plan");
  expect(page).not.toContain("Change plan");
  expect((await open.visit(url)).status).toBe(404);
});
