import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

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
  await expectNothingSerious(page, new AxeBuilder({ page }));
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothingSerious(page, new AxeBuilder({ page }).withRules("color-contrast"));
}

async function expectNothingSerious(page: Page, axe: AxeBuilder) {
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
  expect(told, page.url()).toEqual([]);
}
