import type { Page } from "@playwright/test";
import { changeInPortal, expect, leavePortal, openBillingAs, switchTo, test } from "./journey.ts";

async function openUmbrella(page: Page) {
  await openBillingAs(page, "Ada Lovelace");
  await switchTo(page, "Umbrella");
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible();
}

const withinASecond = { timeout: 1_000 };

test("a page that is open shows within a second what is changed in the portal's other tab", async ({
  page,
  context,
}) => {
  await openUmbrella(page);
  const portal = await context.newPage();
  await portal.goto("/billing");

  await changeInPortal(portal, "Cancel plan");
  await expect(page.getByText(/^Business — .* ends on/)).toBeVisible(withinASecond);
  await leavePortal(portal);

  await changeInPortal(portal, "Renew plan");
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible(withinASecond);
});

test("a page whose connection was cut says so calmly, and catches up when it is back", async ({
  page,
  context,
  browser,
}) => {
  await openUmbrella(page);
  const elsewhere = await (await browser.newContext()).newPage();
  await openUmbrella(elsewhere);
  await context.setOffline(true);
  // What is open already stays open, unless the page lets go of it.
  await page.evaluate(() => window.stop());

  await changeInPortal(elsewhere, "Cancel plan");
  const notice = page.getByText("We could not check for changes just now.");
  await expect(notice).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);

  await context.setOffline(false);
  await expect(page.getByText(/^Business — .* ends on/)).toBeVisible();
  await expect(notice).toHaveCount(0);

  await leavePortal(elsewhere);
  await changeInPortal(elsewhere, "Renew plan");
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible(withinASecond);
  await elsewhere.context().close();
});

test("whoever comes back is shown what changed where there is no stream, too", async ({ page }) => {
  await openUmbrella(page);
  await page.route("**/trpc/billing.watch*", (route) => route.abort());
  await changeInPortal(page, "Cancel plan");
  await leavePortal(page);
  await expect(page.getByText(/^Business — .* ends on/)).toBeVisible();
  await changeInPortal(page, "Renew plan");
  await leavePortal(page);
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible();
});
