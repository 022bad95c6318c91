import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const COLOURS = ["light", "dark"] as const;
const WIDTHS = [320, 1280];

/** What every page owes everybody: nothing axe finds serious, light and dark, and nothing that sticks out of a narrow screen. */
export async function expectGoodPage(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Sandbox.", { exact: true })).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth"), page.url()).toBe(width);
  }
  for (const colorScheme of COLOURS) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(
      grave.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) })),
      `${page.url()} in ${colorScheme} colours`,
    ).toEqual([]);
  }
}
