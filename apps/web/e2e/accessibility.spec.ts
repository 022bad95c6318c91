import { expectNothingSerious } from "@portico/sandbox/browser";
import { expect, openBillingAs, test } from "./journey.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test("everybody can use the front page and the sign-in page", async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNothingSerious(page);

      await page.goto("/sign-in");
      await expect(page.getByLabel("Email address")).toBeVisible();
      await expectNothingSerious(page);
    });

    test("everybody can use the billing page, the organization page and the portal", async ({
      page,
    }) => {
      await openBillingAs(page, "Ada Lovelace");
      const manage = page.getByRole("button", { name: "Manage billing" });
      await expect(manage).toBeVisible();
      await expectNothingSerious(page);

      await page.goto("/organization");
      await expect(page.getByText("bob@acme.test")).toBeVisible();
      await expectNothingSerious(page);

      await page.goto("/api-keys");
      await page.getByLabel("Name").fill("Anybody's");
      await expectNothingSerious(page);
      await page.getByRole("button", { name: "Create key" }).click();
      await expect(page.getByLabel("The new key")).toBeVisible();
      await expectNothingSerious(page);

      await page.goto("/audit-log");
      await expect(page.getByText("Made an API key: Anybody's").first()).toBeVisible();
      await expectNothingSerious(page);

      await page.goto("/organization");
      await manage.click();
      await page.waitForURL(/\/p\/session\//);
      await expectNothingSerious(page);
    });

    test("everybody can choose a plan and buy credits", async ({ page }) => {
      await openBillingAs(page, "Grace Hopper");
      await expect(page.getByRole("button", { name: "Choose Team" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Buy 500 credits" })).toBeVisible();
      await expectNothingSerious(page);
    });

    test("everybody can change and cancel a plan", async ({ page }) => {
      await openBillingAs(page, "Ada Lovelace");
      await page.getByRole("button", { name: "Change plan" }).click();
      await page.getByRole("radio", { name: "Yearly" }).check();
      await expectNothingSerious(page);
      await page.getByRole("button", { name: "Choose Team" }).click();
      await expect(page.getByRole("row", { name: /^To pay now/ })).toBeVisible();
      await expectNothingSerious(page);
      await page.getByRole("button", { name: "Back" }).click();
      await page.getByRole("button", { name: "Stay with this plan" }).click();
      await page.getByRole("button", { name: "Cancel plan" }).click();
      await expectNothingSerious(page);
    });

    test("everybody can read what went wrong", async ({ page }) => {
      await openBillingAs(page, "Linus Pauling");
      await expect(page.getByRole("alert")).toBeVisible();
      await expectNothingSerious(page);
    });
  });
}

test("nothing sticks out of a screen 320 pixels wide", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openBillingAs(page, "Ada Lovelace");
  await expect(page.getByRole("button", { name: "Manage billing" })).toBeVisible();
  for (const path of [
    "/billing",
    "/organization",
    "/api-keys",
    "/audit-log",
    "/",
    "/no-such-page",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
});
