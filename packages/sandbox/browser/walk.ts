import type { Page } from "@playwright/test";
import Stripe from "stripe";
import { takePort } from "../src/listen.ts";
import { createSandbox, type Sandbox } from "../src/sandbox.ts";
import { expect, test as base } from "./every-page.ts";

interface Walk {
  /** A sandbox of this walk's own, as it is on the first day. */
  sandbox: Sandbox & { url: string };
  /** The real SDK, on that sandbox. */
  stripe: Stripe;
  /** Where a product would be: every page of it says so. */
  shop: string;
}

export { expect };

export const test = base.extend<Walk>({
  shop: async ({ browserName: _ }, use) => {
    const door = await takePort(0);
    const page = "<!doctype html><html lang='en'><title>Shop</title><h1>Back in the shop</h1>";
    const headers = { "content-type": "text/html" };
    door.open(async () => new Response(page, { headers }));
    await use(`http://localhost:${door.port}`);
    await door.close();
  },
  sandbox: async ({ shop }, use) => {
    const door = await takePort(0);
    const url = `http://localhost:${door.port}`;
    const fetch = async () => new Response();
    const apiUrl = "http://localhost:8787";
    const sandbox = createSandbox({ appUrl: shop, apiUrl, fetch, stripeUrl: url });
    door.open(sandbox.stripe);
    await use(Object.assign(sandbox, { url }));
    await door.close();
  },
  stripe: ({ sandbox }, use) => {
    const { port } = new URL(sandbox.url);
    return use(new Stripe("sk_test_walk", { host: "localhost", port, protocol: "http" }));
  },
});

/** Types a card into whatever form shows one. */
export async function typeCard(page: Page, number = "4242 4242 4242 4242") {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expires").fill("04 / 40");
  await page.getByLabel("CVC").fill("123");
  await page.getByLabel("Name on the card").fill("Ada Lovelace");
}
