import type { Page } from "@playwright/test";

/** On Stripe's checkout, from the moment it is asked for. */
export async function payByCard(page: Page, button: string | RegExp, number?: string) {
  await page.waitForURL(/\/c\/pay\//);
  await typeCard(page, number);
  await page.getByRole("button", { name: button }).click();
}

/** Into whatever form of Stripe's shows one. */
export async function typeCard(page: Page, number = "4242 4242 4242 4242") {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expires").fill("04 / 40");
  await page.getByLabel("CVC").fill("123");
  await page.getByLabel("Name on the card").fill("Grace Hopper");
}
