import { expect, leavePortal, openBillingAs, test } from "./journey.ts";
import { forgetCustomer } from "./at-stripe.ts";
import { payByCard } from "./checkout.ts";

/** Another journey may have had one for it. */
const noPlan = /^Globex has (never subscribed|no plan at the moment)\.$/;

test.beforeEach(async ({ stripeUrl }) => forgetCustomer(stripeUrl, "org_globex"));
test.afterEach(async ({ stripeUrl }) => forgetCustomer(stripeUrl, "org_globex"));

test("Globex's admin picks a plan, pays, opens the portal, changes to yearly, cancels and keeps it, without a reload", async ({
  page,
}) => {
  await openBillingAs(page, "Grace Hopper");
  await expect(page.getByText(noPlan)).toBeVisible();
  await page.getByRole("button", { name: "Choose Team" }).click();

  await payByCard(page, "Subscribe");
  await expect(page).toHaveURL("/billing");
  await expect(page.getByText(/^Team — \$49\.00 a month, renews on/)).toBeVisible();
  await expect(page.getByText(/^Visa ending in 4242/)).toBeVisible();

  await page.getByRole("button", { name: "Manage billing" }).click();
  await page.getByRole("link", { name: "Change plan" }).click();
  await page.getByRole("radio", { name: /^Team.*year/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Confirm" }).click();
  await leavePortal(page);
  await expect(page.getByText(/^Team — \$490\.00 a year, renews on/)).toBeVisible();

  await page.getByRole("button", { name: "Cancel plan" }).click();
  await page.getByLabel("Why do you leave?").selectOption("It costs too much");
  await page.getByRole("button", { name: "Cancel plan" }).click();
  await expect(page.getByText(/^Team — \$490\.00 a year, ends on/)).toBeVisible();

  await page.getByRole("button", { name: "Keep the plan" }).click();
  await expect(page.getByText(/^Team — \$490\.00 a year, renews on/)).toBeVisible();
});

test("whoever leaves the checkout is back where they were, and has bought nothing", async ({
  page,
}) => {
  await openBillingAs(page, "Grace Hopper");
  await page.getByRole("button", { name: "Choose Business" }).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.getByRole("link", { name: /back/i }).click();
  await expect(page).toHaveURL("/billing");
  await expect(page.getByText(noPlan)).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose Business" })).toBeVisible();
});
