import { declineCardOf } from "./at-stripe.ts";
import { typeCard } from "./checkout.ts";
import { expect, leavePortal, openBillingAs, test } from "./journey.ts";

test.afterEach(async ({ stripeUrl }) => declineCardOf(stripeUrl, "initech"));

test("Initech's admin puts in another card by the deep link, pays what is open, and sees both on the page", async ({
  page,
}) => {
  await openBillingAs(page, "Linus Pauling");
  await expect(page.getByText(/^Starter — .* payment overdue$/)).toBeVisible();
  await expect(page.getByText("Not paid yet").first()).toBeVisible();
  await page.getByRole("button", { name: "Put in another card" }).click();

  await typeCard(page);
  await page.getByRole("button", { name: "Save card" }).click();
  await page.getByRole("link", { name: "Pay now" }).first().click();
  await page
    .getByRole("radio", { name: /^Visa ending in 4242/ })
    .first()
    .check();
  await page.getByRole("button", { name: /^Pay \$/ }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you. The payment is made.");
  await leavePortal(page);

  await expect(page).toHaveURL("/billing");
  await expect(page.getByText(/^Starter — .* renews on/)).toBeVisible();
  await expect(page.getByText(/^Visa ending in 4242/)).toBeVisible();
  await expect(page.getByText("Not paid yet")).toHaveCount(0);
});
