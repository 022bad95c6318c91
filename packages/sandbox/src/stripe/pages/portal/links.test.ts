import { beforeEach, expect, it } from "vitest";
import type Stripe from "stripe";
import { CARD, HOST, openTestPages } from "../testing.ts";

type Flow = Stripe.BillingPortal.SessionCreateParams.FlowData;

let open: ReturnType<typeof openTestPages>;
beforeEach(async () => {
  open = openTestPages();
  await open.stripe.billingPortal.configurations.update("bpc_portico", {
    features: {
      customer_update: { enabled: true, allowed_updates: ["email"] },
      subscription_pause: { enabled: true, duration: { type: "indefinite" } },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: [{ product: "prod_starter", prices: ["price_starter"] }],
      },
    },
  });
});

const on = { subscription: "sub_acme" };
const item = () => ({ id: "si_acme", price: "price_starter", quantity: 1 });
const CONFIRM: Flow = {
  type: "subscription_update_confirm",
  subscription_update_confirm: { ...on, items: [item()] },
};
const CANCEL: Flow = { type: "subscription_cancel", subscription_cancel: on };

it.each<[Flow, string]>([
  [{ type: "payment_method_update" }, "Change your card"],
  [{ type: "customer_update" }, "Billing details"],
  [CANCEL, "Cancel Team?"],
  [{ type: "subscription_pause", subscription_pause: on }, "Pause Team?"],
  [{ type: "subscription_update", subscription_update: on }, "Change your plan"],
  [CONFIRM, "Confirm your change"],
])("opens $0.type alone, with the way back to where it came from", async (flow_data, title) => {
  const url = await open.linkFor("cus_acme", { flow_data });
  const page = await open.read(url);
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page).not.toContain('/home"');
  expect(page).toContain(`class="button" href="${HOST}/billing?a=1&amp;b=2"`);
});

it.each<[Flow, string, Record<string, string>, string]>([
  [{ type: "payment_method_update" }, "cards/new", CARD, "Your new card is saved."],
  [{ type: "customer_update" }, "details", { email: "a@b.test" }, "Your billing details are saved"],
  [CANCEL, "plans/sub_acme/cancel", {}, "Your plan is cancelled."],
  [
    { type: "subscription_pause", subscription_pause: on },
    "plans/sub_acme/pause",
    {},
    "Your plan is paused.",
  ],
  [CONFIRM, "plans/sub_acme/update/confirm", {}, "Your plan is changed."],
])("leads from $0.type to wherever the link says, once", async (flow_data, step, form, words) => {
  const redirect = { return_url: `${HOST}/bye` };
  const away = await open.linkFor("cus_acme", {
    flow_data: { ...flow_data, after_completion: { type: "redirect", redirect } },
  });
  const homely = await open.linkFor("cus_acme", { flow_data });
  const answer = await open.follow(await open.send(`${away}/${step}`, form));
  expect(answer.headers.get("location")).toBe(`${HOST}/bye`);
  expect(await open.read(away)).toContain("What this link was for is done already.");

  if (flow_data === CANCEL) await open.stripe.subscriptions.update("sub_acme", RENEWED);
  if (flow_data.type === "subscription_pause")
    await open.stripe.subscriptions.update("sub_acme", { pause_collection: "" });
  expect(await open.sent(`${homely}/${step}`, form)).toContain(words);
  expect(await open.read(homely)).toContain("<h1>Billing</h1>");
});

const RENEWED = { cancel_at_period_end: false };

it("says so when the plan a link is about has been cancelled meanwhile", async () => {
  const url = await open.linkFor("cus_acme", { flow_data: CANCEL });
  await open.stripe.subscriptions.update("sub_acme", { cancel_at_period_end: true });
  expect(await open.read(url)).toContain("This plan is cancelled already. It ends on ");
  await open.stripe.subscriptions.cancel("sub_acme");
  expect(await open.read(url)).toContain("This plan ended on ");
  expect((await open.send(`${url}/plans/sub_acme/cancel`)).status).toBe(404);
});

async function offered() {
  const coupon = await open.stripe.coupons.create({
    percent_off: 20,
    duration: "repeating",
    duration_in_months: 3,
  });
  const retention = { type: "coupon_offer", coupon_offer: { coupon: coupon.id } } as const;
  const flow_data: Flow = { ...CANCEL, subscription_cancel: { ...on, retention } };
  return { coupon, url: await open.linkFor("cus_acme", { flow_data }) };
}

it("holds out a discount to whoever wants to leave, and gives it to whoever stays", async () => {
  const { coupon, url } = await offered();
  expect(await open.read(url)).toContain("Stay, with 20% off for 3 months");
  expect(await open.sent(`${url}/plans/sub_acme/stay`)).toContain("Thank you for staying.");
  const plan = await open.stripe.subscriptions.retrieve("sub_acme", { expand: ["discounts"] });
  expect(plan).toMatchObject({ cancel_at: null, discounts: [{ source: { coupon: coupon.id } }] });
  expect(await open.newest(2)).toEqual([
    "customer.subscription.updated",
    "customer.discount.created",
  ]);
});

it("lets people leave all the same", async () => {
  const { url } = await offered();
  expect(await open.read(`${url}/plans/sub_acme/cancel?anyway=yes`)).toContain("Cancel Team?");
  await open.sent(`${url}/plans/sub_acme/cancel`, { feedback: "too_expensive" });
  const plan = await open.stripe.subscriptions.retrieve("sub_acme");
  expect(plan).toMatchObject({ cancellation_details: { feedback: "too_expensive" } });
});
