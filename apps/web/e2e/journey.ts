import { mergeTests, type Page } from "@playwright/test";
import { expect, test as watched } from "@portico/sandbox/browser";
import { test as addressed } from "./addresses.ts";

export { expect };

export const test = mergeTests(watched, addressed);

export type Person = "Ada Lovelace" | "Bob Kahn" | "Grace Hopper" | "Linus Pauling";

/** From a page that asks who you are, by the picker. */
export async function chooseToBe(page: Page, person: Person) {
  await page.getByRole("link", { name: "Choose who to be" }).click();
  await page.getByRole("button", { name: person }).click();
}

export async function openBillingAs(page: Page, person: Person) {
  await page.goto("/billing");
  await chooseToBe(page, person);
  await expect(page.getByRole("heading", { name: "Billing", level: 1 })).toBeVisible();
}

export async function switchTo(page: Page, organization: string) {
  await page.getByRole("button", { name: /organization switcher/i }).click();
  await page.getByRole("menuitem", { name: organization }).click();
}

export async function expectPortalOf(page: Page, organization: string) {
  await page.waitForURL(/\/p\/session\//);
  await expect(page.getByText(organization).first()).toBeVisible();
}

export async function leavePortal(page: Page) {
  await page
    .getByRole("link", { name: /return|back/i })
    .first()
    .click();
}

/** From the billing page into the portal, which is left open. */
export async function changeInPortal(page: Page, what: "Cancel plan" | "Renew plan") {
  await page.getByRole("button", { name: "Manage billing" }).click();
  await page.getByRole("link", { name: what }).click();
  await page.getByRole("button", { name: what }).click();
}
