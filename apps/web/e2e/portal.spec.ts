import {
  chooseToBe,
  expect,
  expectPortalOf,
  leavePortal,
  openBillingAs,
  switchTo,
  test,
} from "./journey.ts";

const portalLink = "/api/v1/operations/payment/customer-portal";

test("Acme's admin reads the plan in words, opens the portal by the button and comes back", async ({
  page,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await expect(page.getByText(/^Team — \$[\d.]+ a month, renews on \d+ \w+ \d{4}$/)).toBeVisible();

  await page.getByRole("button", { name: "Manage billing" }).click();
  await expectPortalOf(page, "Acme");
  await leavePortal(page);
  await expect(page).toHaveURL("/billing");
  await expect(page.getByText(/^Team —/)).toBeVisible();
});

test("the plain link opens the portal too, and comes back to the organization's plans", async ({
  page,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await page.getByRole("link", { name: "Go to the customer portal" }).click();
  await expectPortalOf(page, "Acme");
  await leavePortal(page);
  await expect(page).toHaveURL("/organization#/plans");
  await expect(page.getByText(/^Team —/)).toBeVisible();
});

test("a plain member is refused in words and told whom to ask", async ({ page }) => {
  await openBillingAs(page, "Bob Kahn");
  await expect(page.getByText("You may look, but not change Acme’s billing.")).toBeVisible();
  await expect(page.getByRole("link", { name: "ada@acme.test" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Manage billing" })).toHaveCount(0);

  await page.goto(portalLink);
  await expect(page).toHaveURL("/billing");
  await expect(page.getByRole("alert")).toContainText(
    "You may look at the billing, but not change it.",
  );
});

test("after switching to Umbrella, the page, the button and the link are Umbrella's", async ({
  page,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await expect(page.getByText(/^Team —/)).toBeVisible();
  await switchTo(page, "Umbrella");
  await expect(page.getByText(/^Business —/)).toBeVisible();
  await expect(page.getByText(/^Team —/)).toHaveCount(0);

  await page.getByRole("button", { name: "Manage billing" }).click();
  await expectPortalOf(page, "Umbrella");
  await leavePortal(page);
  await page.getByRole("link", { name: "Go to the customer portal" }).click();
  await expectPortalOf(page, "Umbrella");
});

test("a signed-out person who follows the link signs in and lands in the portal by itself", async ({
  page,
}) => {
  await page.goto(portalLink);
  await chooseToBe(page, "Ada Lovelace");
  await expectPortalOf(page, "Acme");

  await leavePortal(page);
  await expect(page).toHaveURL("/billing");
  await page.reload();
  await expect(page.getByRole("button", { name: "Manage billing" })).toBeVisible();
});

test("the browser's own way back out of the portal finds the page ready again", async ({
  page,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await page.getByRole("button", { name: "Manage billing" }).click();
  await expectPortalOf(page, "Acme");
  await page.goBack();
  await page.getByRole("button", { name: "Manage billing" }).click();
  await expectPortalOf(page, "Acme");
});
