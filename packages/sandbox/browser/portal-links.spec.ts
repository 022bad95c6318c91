import type Stripe from "stripe";
import { expectGoodPage } from "./good-page.ts";
import { offerEverything, openPortal } from "./open-portal.ts";
import { expect, test, typeCard } from "./walk.ts";

type Flow = Stripe.BillingPortal.SessionCreateParams.FlowData;

const on = { subscription: "sub_acme" };
const items = [{ id: "si_acme", price: "price_starter", quantity: 1 }];

const LINKS: [string, Flow][] = [
  ["Change your card", { type: "payment_method_update" }],
  ["Billing details", { type: "customer_update" }],
  ["Cancel Team?", { type: "subscription_cancel", subscription_cancel: on }],
  ["Pause Team?", { type: "subscription_pause", subscription_pause: on }],
  ["Change your plan", { type: "subscription_update", subscription_update: on }],
  [
    "Confirm your change",
    { type: "subscription_update_confirm", subscription_update_confirm: { ...on, items } },
  ],
];

test("each deep link opens its own step, and leads back to the shop", async ({
  page,
  stripe,
  shop,
}) => {
  await offerEverything(stripe);
  for (const [title, flow] of LINKS) {
    await page.goto(await openPortal(stripe, "cus_acme", flow));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("heading", { name: "Invoices" })).toHaveCount(0);
    await page.getByRole("link", { name: /^(Back|Keep plan)$/ }).click();
    await expect(page).toHaveURL(`${shop}/`);
  }
});

test("a link that is done leads away by itself, and is done for good", async ({
  page,
  stripe,
  shop,
}) => {
  const redirect = { return_url: `${shop}/thanks` };
  const url = await openPortal(stripe, "cus_acme", {
    type: "subscription_cancel",
    subscription_cancel: on,
    after_completion: { type: "redirect", redirect },
  });
  await page.goto(url);
  await page.getByLabel("It costs too much").check();
  await page.getByRole("button", { name: "Cancel plan" }).click();
  await expect(page).toHaveURL(`${shop}/thanks`);
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This is done");
  await expectGoodPage(page);
});

test("a link may end in words of the seller's", async ({ page, stripe }) => {
  const hosted_confirmation = { custom_message: "See you at the renewal." };
  const url = await openPortal(stripe, "cus_acme", {
    type: "payment_method_update",
    after_completion: { type: "hosted_confirmation", hosted_confirmation },
  });
  await page.goto(url);
  await typeCard(page);
  await page.getByRole("button", { name: "Save card" }).click();
  await expect(page.getByText("See you at the renewal.")).toBeVisible();
  await expectGoodPage(page);
});

test("whoever wants to leave is offered a discount, and may stay or leave", async ({
  page,
  stripe,
}) => {
  const { id: coupon } = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
  const retention = { type: "coupon_offer", coupon_offer: { coupon } } as const;
  const flow: Flow = {
    type: "subscription_cancel",
    subscription_cancel: { ...on, retention },
  };
  await page.goto(await openPortal(stripe, "cus_acme", flow));
  await expect(page.getByRole("heading", { name: "Stay, with 20% off" })).toBeVisible();
  await expectGoodPage(page);
  await page.getByRole("link", { name: "Continue cancelling" }).click();
  await expect(page.getByRole("heading", { name: "Cancel Team?" })).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Accept offer" }).click();
  await expect(page.getByRole("status")).toContainText("Thank you for staying.");
});
