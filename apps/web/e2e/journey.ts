import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";

interface Watch {
  /** Whatever no page of ours may do; anything written here fails the journey. */
  misdeeds: string[];
}

export { expect };

export const test = base.extend<Watch>({
  misdeeds: [
    async ({ context }, use) => {
      const misdeeds: string[] = [];
      await watch(context, misdeeds);
      await use(misdeeds);
      expect(misdeeds).toEqual([]);
    },
    { auto: true },
  ],
});

async function watch(context: BrowserContext, misdeeds: string[]) {
  await context.route(
    ({ hostname }) => hostname !== "localhost" && hostname !== "127.0.0.1",
    async (route) => {
      misdeeds.push(`asked ${route.request().url()}`);
      await route.abort();
    },
  );
  context.on("weberror", (error) => misdeeds.push(`threw ${error.error().message}`));
  context.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) misdeeds.push(message.text());
  });
}

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
