import { expect, expectPortalOf, openBillingAs, test } from "./journey.ts";

test("an admin reads who opened the portal, page by page", async ({ page, request, baseURL }) => {
  await openBillingAs(page, "Ada Lovelace");
  await page.goto("/api-keys");
  await page.getByLabel("Name").fill("Busy program");
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = await page.getByLabel("The new key").inputValue();
  for (let times = 0; times < 50; times += 1)
    await request.post("/v1/billing/portal", {
      headers: { authorization: `Bearer ${secret}` },
      data: { return_url: `${baseURL}/settings/billing` },
    });
  await page.goto("/billing");
  await page.getByRole("button", { name: "Manage billing" }).click();
  await expectPortalOf(page, "Acme");

  await page.goto("/billing");
  await page.getByRole("link", { name: "Audit log" }).click();
  const entries = page.getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await expect(entries.first()).toContainText("Opened the portal");
  await expect(entries.first()).toContainText("Ada Lovelace");
  await expect(entries.nth(1)).toContainText("API key Busy program");
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(entries.filter({ hasText: "Made an API key: Busy program" })).toHaveCount(1);
  expect(await page.content()).not.toContain(secret);
});

test("a member who is no admin is not led to the audit log, and told whom to ask for it", async ({
  page,
}) => {
  await openBillingAs(page, "Bob Kahn");
  await expect(page.getByRole("link", { name: "Organization" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  await page.goto("/audit-log");
  await expect(page.getByRole("alert")).toContainText("Ask an administrator");
});
