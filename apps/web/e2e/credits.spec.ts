import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { z } from "zod";
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

const token = z.object({ token: z.string() });
const made = z.object({ result: z.object({ data: z.object({ secret: z.string() }) }) });

test("a page that is open shows within a second what a program spends", async ({
  page,
  request,
  clerkUrl,
}) => {
  await openBillingAs(page, "Ada Lovelace");
  await switchTo(page, "Umbrella");
  await expect(page.getByText(/^Business —/)).toBeVisible();
  const before = await creditsLeft(page);
  const post = async (url: string, data: object, bearer = ""): Promise<unknown> => {
    const answer = await request.post(url, {
      data,
      headers: { authorization: `Bearer ${bearer}` },
    });
    return answer.json();
  };
  const who = { person: "ada", organization: "org_umbrella" };
  const ada = token.parse(await post(`${clerkUrl}/sandbox/token`, who)).token;
  const wish = { name: "Reports", scopes: ["credits:spend"] };
  const key = made.parse(await post("/trpc/billing.apiKeys.create", wish, ada)).result.data.secret;
  const spent = randomUUID();
  await post("/v1/credits/spend", { amount: 3, key: spent }, key);
  const after = (before - 3).toLocaleString("en-US");
  await expect(balance(page)).toHaveText(`${after} credits left`, { timeout: 1_000 });
  await expect(page.getByText(`3 credits spent (${spent}).`)).toBeVisible();
});

test("a plain member sees plans and credits, and nothing to press", async ({ page }) => {
  await openBillingAs(page, "Bob Kahn");
  await expect(page.getByText("Your plan")).toBeVisible();
  await expect(balance(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Choose|Change|Cancel|Buy)/ })).toHaveCount(0);
});
