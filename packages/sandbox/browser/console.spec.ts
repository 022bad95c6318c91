import { expectGoodPage } from "./good-page.ts";
import { expect, test, typeCard } from "./walk.ts";

for (const name of ["Customers", "Clock", "Events", "Webhooks", "Faults", "Reset"])
  test(`the console's page about ${name} is fit to be seen`, async ({ page, sandbox, stripe }) => {
    await stripe.testHelpers.testClocks.create({ frozen_time: 1_900_000_000, name: "Mine" });
    await page.goto(sandbox.url);
    await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expectGoodPage(page);
  });

test("what belongs to a customer is fit to be seen", async ({ page, sandbox }) => {
  const own = "/console/customers/cus_acme";
  for (const path of [own, `${own}/invoices`, "/console/events?customer=cus_acme"]) {
    await page.goto(sandbox.url + path);
    await expectGoodPage(page);
  }
});

test("a person moves the clock a month on by keyboard, and sees what that brought", async ({
  page,
  sandbox,
}) => {
  await page.goto(`${sandbox.url}/console/clock`);
  await page.getByRole("button", { name: "A month on" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^What happened since/ })).toBeVisible();
  await expectGoodPage(page);
  await page.getByRole("link", { name: "invoice.paid" }).first().click();
  await expect(page.getByRole("heading", { name: "What it says" })).toBeVisible();
  await expectGoodPage(page);
  await page.getByRole("button", { name: /^Send invoice.paid again/ }).press("Enter");
  await expect(page.getByRole("status")).toHaveText("It is sent again.");
});

test("a person chooses what the last failed attempt leads to", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/console/clock`);
  const choice = page.getByLabel("When the last attempt to charge a card fails");
  await choice.selectOption("The plan ends");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(choice).toHaveValue("cancel");
  await page.getByRole("button", { name: "A month on" }).click();
  await page.goto(`${sandbox.url}/console/customers/cus_initech`);
  await expect(page.getByText("Ended", { exact: true })).toBeVisible();
});

test("a person rolls a secret, and switches a fault on and off", async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/console/webhooks`);
  await page
    .getByLabel("Roll the secret", { exact: true })
    .selectOption("Keep the old one for a day");
  await page.getByRole("button", { name: /^Roll the secret of/ }).click();
  await page.getByText("Signing secrets").click();
  await expect(page.getByText(/^whsec_/)).toHaveCount(2);
  await expectGoodPage(page);

  await page.goto(`${sandbox.url}/console/faults`);
  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByRole("button", { name: /^Switch off/ }).click();
  await expect(page.getByText("Nothing. Stripe is well.")).toBeVisible();
});

test("whoever has the address of an invoice pays it, and keeps it as PDF", async ({
  page,
  sandbox,
}) => {
  await page.goto(`${sandbox.url}/i/in_initech3`);
  await expectGoodPage(page);
  await page.getByRole("button", { name: "Pay with this card" }).click();
  await expect(page.getByRole("alert")).toContainText("declined");
  await expectGoodPage(page);
  await typeCard(page);
  await page.getByRole("button", { name: "Pay $19.00" }).click();
  await expect(page.getByText(/^Paid on/)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as PDF" }).click();
  expect((await download).suggestedFilename()).toBe("Invoice-INITECH-0003.pdf");
});
