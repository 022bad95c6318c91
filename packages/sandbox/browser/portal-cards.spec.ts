import { expectGoodPage } from "./good-page.ts";
import { expect, test, typeCard } from "./walk.ts";

test("a person adds a card by keyboard alone, and the bank asks who they are", async ({
  page,
  stripe,
}) => {
  const { url } = await stripe.billingPortal.sessions.create({ customer: "cus_acme" });
  await page.goto(url);
  await page.getByRole("link", { name: "Add a card" }).focus();
  await page.keyboard.press("Enter");
  await expectGoodPage(page);

  await page.getByLabel("Card number").focus();
  for (const typed of ["4000000000003220", "0440", "123", "Ada Lovelace"]) {
    await page.keyboard.type(typed);
    await page.keyboard.press("Tab");
  }
  await page.getByLabel("Name on the card").press("Enter");
  await expect(page.getByRole("heading", { name: "Is this you?" })).toBeVisible();
  await expectGoodPage(page);

  await page.getByRole("button", { name: "Complete" }).press("Enter");
  await expect(page.getByRole("status")).toHaveText("Your new card is saved.");
  await expect(page.getByText("Visa ending in 3220")).toBeVisible();
});

test("a mistake is told beside its field, which is where the person is led", async ({
  page,
  stripe,
}) => {
  const { url } = await stripe.billingPortal.sessions.create({ customer: "cus_acme" });
  await page.goto(`${url}/cards/new`);
  await typeCard(page, "4539 5787 6362 1486");
  await page.getByRole("button", { name: "Save card" }).click();
  const number = page.getByLabel("Card number");
  await expect(number).toBeFocused();
  await expect(number).toHaveAccessibleDescription(/This card is not one for tests/);
  await expect(number).toHaveValue("");
  await expect(page.getByLabel("Expires")).toHaveValue("04 / 40");
  await expectGoodPage(page);
});
