import { expect, openBillingAs, test } from "./journey.ts";

test("signing out in one tab signs the other out too", async ({ page, context }) => {
  await openBillingAs(page, "Ada Lovelace");
  const second = await context.newPage();
  await second.goto("/billing");
  await expect(second.getByText(/^Team —/)).toBeVisible();

  await page.getByRole("button", { name: /user (button|menu)/i }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

  await expect(second).toHaveURL(/\/sign-in/);
  await expect(second.getByText(/^Team —/)).toHaveCount(0);
});
