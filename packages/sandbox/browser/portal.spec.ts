import { offerEverything, openPortal } from "./open-portal.ts";
import { expect, test, typeCard } from "./walk.ts";

// A portal is forms and links: all of it works without a script.
test.use({ javaScriptEnabled: false });

test.beforeEach(async ({ stripe }) => offerEverything(stripe));

test("a person sees what a change costs, and then has it", async ({ page, stripe }) => {
  await page.goto(await openPortal(stripe, "cus_acme"));
  await page.getByRole("link", { name: "Change plan: Team" }).click();
  await page.getByRole("radio", { name: /^Business/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  const bill = page.getByRole("table", { name: "Today" });
  await expect(bill.getByRole("row", { name: /^Unused time on Team/ })).toBeVisible();
  const due = await bill.getByRole("row", { name: "To pay" }).getByRole("cell").innerText();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("status")).toHaveText("Your plan is changed.");
  await expect(page.getByRole("heading", { name: "Business" })).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText(due);
});

test("a person pauses, cancels and renews their plan", async ({ page, stripe }) => {
  await page.goto(await openPortal(stripe, "cus_acme"));
  await page.getByRole("link", { name: "Pause plan: Team" }).click();
  await page.getByRole("radio", { name: /^3 months/ }).check();
  await page.getByRole("button", { name: "Pause plan" }).click();
  await expect(page.getByText(/^Paused until /)).toBeVisible();
  await page.getByRole("link", { name: "Continue plan: Team" }).click();
  await page.getByRole("button", { name: "Continue plan" }).click();

  await page.getByRole("link", { name: "Cancel plan: Team" }).click();
  await page.getByRole("radio", { name: "Another reason" }).check();
  await page.getByRole("textbox", { name: "What could be better?" }).fill("More colours.");
  await page.getByRole("button", { name: "Cancel plan" }).click();
  await expect(page.getByText(/You keep everything until then/)).toBeVisible();
  const plan = await stripe.subscriptions.retrieve("sub_acme");
  expect(plan.cancellation_details).toMatchObject({ comment: "More colours.", feedback: "other" });

  await page.getByRole("link", { name: "Renew plan: Team" }).click();
  await page.getByRole("button", { name: "Renew plan" }).click();
  await expect(page.getByText(/^Renews on /)).toBeVisible();
});

test("a person whose payment was declined pays by another card", async ({ page, stripe }) => {
  await page.goto(await openPortal(stripe, "cus_initech"));
  await expect(page.getByRole("alert")).toContainText("was declined.");
  await page.getByRole("link", { name: "Add a card" }).click();
  await typeCard(page);
  await page.getByRole("button", { name: "Save card" }).click();
  await page.getByRole("link", { name: "Pay now" }).click();
  await page.getByRole("radio", { name: /^Visa ending in 4242/ }).check();
  await page.getByRole("button", { name: "Pay $19.00" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you. The payment is made.");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a person corrects who pays, and removes an old card", async ({ page, stripe }) => {
  await page.goto(await openPortal(stripe, "cus_acme"));
  await page.getByRole("link", { name: "Change details" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill("nobody");
  await page.getByRole("button", { name: "Save" }).click();
  const email = page.getByRole("textbox", { name: "Email" });
  await expect(email).toHaveAccessibleDescription(/Type an email address/);
  await email.fill("money@acme.test");
  await page
    .getByRole("group", { name: "Address", exact: true })
    .getByLabel("Country")
    .selectOption("Portugal");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("money@acme.test")).toBeVisible();
  await expect(page.getByText(/85001, PT$/)).toBeVisible();

  await page.getByRole("link", { name: "Remove Visa ending in 4242" }).click();
  await page.getByRole("button", { name: "Remove card" }).click();
  await expect(page.getByText("No card yet.")).toBeVisible();
});
