import type { Page } from "@playwright/test";
import { payByCard } from "./checkout.ts";
import { expect, openBillingAs, switchTo, test } from "./journey.ts";

const balance = (page: Page) => page.getByText(/^[\d,]+ credits left$/);

async function creditsLeft(page: Page): Promise<number> {
  return Number((await balance(page).innerText()).replaceAll(/\D/g, ""));
}

test("an admin buys credits, and has them when they come back; a declined card buys none", async ({
  page,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await switchTo(page, "Umbrella");
  await expect(page.getByText(/^Business —/)).toBeVisible();
  const before = await creditsLeft(page);
  await page.getByRole("button", { name: "Buy 500 credits" }).click();

  await page.getByLabel("Another card").check();
  await payByCard(page, "Pay $10.00", "4000 0000 0000 0002");
  await expect(page.getByLabel("Card number")).toHaveAccessibleDescription(
    /Your card was declined\./,
  );
  await payByCard(page, "Pay $10.00");
  await expect(page).toHaveURL("/billing");
  const after = (before + 500).toLocaleString("en-US");
  await expect(balance(page)).toHaveText(`${after} credits left`);
  await expect(page.getByText(/^500 credits paid for/).first()).toBeVisible();
});

test("a plain member sees plans and credits, and nothing to press", async ({ page }) => {
  await openBillingAs(page, "Bob Kahn");
  await expect(page.getByText("Your plan")).toBeVisible();
  await expect(balance(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Choose|Change|Cancel|Buy)/ })).toHaveCount(0);
});
