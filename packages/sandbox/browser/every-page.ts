import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";

interface Watch {
  /** Whatever no page of ours may do; anything written here fails the test. */
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

/** Whoever uses a page by other means than eyes and a mouse can use it too. */
export async function expectNothingSerious(page: Page, axe = new AxeBuilder({ page })) {
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
  expect(told, page.url()).toEqual([]);
}
