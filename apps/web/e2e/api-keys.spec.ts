import { expect, openBillingAs, test } from "./journey.ts";

test("an admin makes a key, opens the portal with it, and revokes it", async ({
  page,
  request,
  baseURL,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await page.getByRole("link", { name: "API keys" }).click();
  await page.getByLabel("Name").fill("Nightly job");
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = await page.getByLabel("The new key").inputValue();
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByText(`am_test_…${secret.slice(-4)}`)).toBeVisible();

  const open = async () => {
    const answer = await request.post("/v1/billing/portal", {
      headers: { authorization: `Bearer ${secret}` },
      data: { return_url: `${baseURL}/settings/billing` },
    });
    return answer.status();
  };
  expect(await open()).toBe(200);
  await page.getByRole("button", { name: "Revoke Nightly job" }).click();
  await page.getByRole("button", { name: "Revoke it" }).click();
  await expect(page.getByText(/Revoked on/).first()).toBeVisible();
  expect(await open()).toBe(401);

  await page.reload();
  await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
});

test("a member who is no admin is led to no keys, and told whom to ask", async ({ page }) => {
  await openBillingAs(page, "Bob Kahn");
  await expect(page.getByRole("link", { name: "Organization" })).toBeVisible();
  await expect(page.getByRole("link", { name: "API keys" })).toHaveCount(0);
  await page.goto("/api-keys");
  await expect(page.getByRole("alert")).toContainText("Ask an administrator");
  await expect(page.getByLabel("Name")).toHaveCount(0);
});
