import { forgetCustomer } from "./at-stripe.ts";
import { changeInPortal, expect, leavePortal, openBillingAs, switchTo, test } from "./journey.ts";

test("Globex, which never subscribed, is told so", async ({ page, stripeUrl }) => {
  await forgetCustomer(stripeUrl, "org_globex");
  await openBillingAs(page, "Grace Hopper");
  await expect(page.getByText("Globex has never subscribed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Manage billing" })).toHaveCount(0);
});

test("Initech, which is past due, is told what happened and what to do", async ({ page }) => {
  await openBillingAs(page, "Linus Pauling");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The last payment did not go through.");
  await expect(alert).toContainText("put in a card that works");
  await expect(page.getByText("Not paid yet").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Manage billing" })).toBeVisible();
});

test("what is cancelled or renewed in the portal is on the page after coming back", async ({
  page,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await switchTo(page, "Umbrella");
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible();

  await changeInPortal(page, "Cancel plan");
  await leavePortal(page);
  await expect(page.getByText(/^Business — .* ends on/)).toBeVisible();

  await changeInPortal(page, "Renew plan");
  await leavePortal(page);
  await expect(page.getByText(/^Business — .* renews on/)).toBeVisible();
});
