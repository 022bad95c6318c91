import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, expectNothingSerious } from "./every-page.ts";

const WIDTHS = [320, 1280];

/** What every page owes everybody: it says what it is, nothing sticks out of a narrow screen, and axe finds nothing serious. */
export async function expectGoodPage(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Sandbox.", { exact: true })).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth"), page.url()).toBe(width);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await expectNothingSerious(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothingSerious(page, new AxeBuilder({ page }).withRules("color-contrast"));
}
