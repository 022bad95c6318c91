import type Stripe from "stripe";
import { expectGoodPage } from "./good-page.ts";
import { expect, test, typeCard } from "./walk.ts";

type Wish = Stripe.Checkout.SessionCreateParams;

const plan: Wish = { mode: "subscription", line_items: [{ price: "price_team", quantity: 2 }] };
const pens: Wish = {
  mode: "payment",
  line_items: [
    {
      price_data: { currency: "usd", unit_amount: 250, product_data: { name: "Pen" } },
      quantity: 2,
      adjustable_quantity: { enabled: true },
    },
  ],
};

async function opened(stripe: Stripe, shop: string, wish: Wish) {
  const ways = { success_url: `${shop}/thanks`, cancel_url: `${shop}/plans` };
  const { id, url } = await stripe.checkout.sessions.create({ ...ways, ...wish });
  return { id, url: url ?? "" };
}

test("somebody new subscribes by keyboard alone, and is led back to the shop", async ({
  page,
  stripe,
  shop,
}) => {
  const { id, url } = await opened(stripe, shop, plan);
  await page.goto(url);
  await expectGoodPage(page);
  await page.getByLabel("Email").focus();
  const typed = ["ada@acme.test", "4242424242424242", "0440", "123", "Ada Lovelace"];
  for (const words of typed) {
    await page.keyboard.type(words);
    await page.keyboard.press("Tab");
  }
  await page.getByLabel("Name on the card").press("Enter");
  await page.waitForURL(`${shop}/thanks`);
  expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: "paid" });

  await page.goto(url);
  await expect(page.getByRole("heading", { name: "This is done already" })).toBeVisible();
  await expectGoodPage(page);
});

test("a refused card is told beside its number, and another one pays", async ({
  page,
  stripe,
  shop,
}) => {
  const { url } = await opened(stripe, shop, pens);
  await page.goto(url);
  await page.getByLabel("Email").fill("ada@acme.test");
  await typeCard(page, "4000 0000 0000 0002");
  await page.getByRole("button", { name: "Pay $5.00" }).click();
  const number = page.getByLabel("Card number");
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription(/Your card was declined\./);
  await expectGoodPage(page);
  await typeCard(page);
  await page.getByRole("button", { name: "Pay $5.00" }).click();
  await page.waitForURL(`${shop}/thanks`);
});

test("a bank that asks is answered on the way", async ({ page, stripe, shop }) => {
  const { url } = await opened(stripe, shop, { ...plan, customer: "cus_acme" });
  await page.goto(url);
  await page.getByLabel("Another card").check();
  await typeCard(page, "4000 0000 0000 3220");
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("button", { name: "Fail" }).click();
  await expect(page.getByRole("alert")).toContainText("Your bank did not agree.");
  await expectGoodPage(page);

  await page.getByLabel("Another card").check();
  await typeCard(page, "4000 0027 6000 3184");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("button", { name: "Complete" }).click();
  await page.waitForURL(`${shop}/thanks`);
});

test("quantities and codes change what is to pay", async ({ page, stripe, shop }) => {
  const { id: coupon } = await stripe.coupons.create({ percent_off: 50, duration: "once" });
  await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon }, code: "HALF" });
  const { url } = await opened(stripe, shop, { ...pens, allow_promotion_codes: true });
  await page.goto(url);
  await page.getByLabel("Quantity of Pen").fill("4");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByRole("button", { name: "Pay $10.00" })).toBeVisible();
  await page.getByLabel("Promotion code").fill("NOPE");
  await page.getByLabel("Promotion code").press("Enter");
  await expect(page.getByLabel("Promotion code")).toHaveAccessibleDescription(
    "This code is not valid.",
  );
  await page.getByLabel("Promotion code").fill("half");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("button", { name: "Pay $5.00" })).toBeVisible();
  await expectGoodPage(page);
  await page.getByRole("link", { name: "Back to" }).click();
  await page.waitForURL(`${shop}/plans`);
});

test("a page that is over says so, and leads back", async ({ page, stripe, shop }) => {
  const { id, url } = await opened(stripe, shop, pens);
  await stripe.checkout.sessions.expire(id);
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "This page has expired" })).toBeVisible();
  await expectGoodPage(page);
  await page.getByRole("link", { name: "Return to" }).click();
  await page.waitForURL(`${shop}/plans`);
});
