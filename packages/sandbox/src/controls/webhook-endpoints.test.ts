import { expect, it, vi } from "vitest";
import Stripe from "stripe";
import { z } from "zod";
import { openTestHouse } from "./testing.ts";

const { webhooks } = new Stripe("sk_test_x");
const rolling = z.object({ secret: z.string() });

function openHouse() {
  const letters: { body: string; signature: string }[] = [];
  const house = openTestHouse(async (request) => {
    const signature = request.headers.get("stripe-signature") ?? "";
    letters.push({ body: await request.text(), signature });
    return new Response();
  });
  const roll = (overlap: number, id = "we_portico") =>
    house.ask("POST", `/sandbox/webhook-endpoints/${id}/roll`, { overlap });
  /** Whether the next letter is believed by this secret. */
  async function believed(secret: string) {
    await house.ask("POST", "/v1/customers");
    await house.settle();
    const { body, signature } = letters.at(-1) ?? { body: "", signature: "" };
    try {
      return webhooks.constructEvent(body, signature, secret).type === "customer.created";
    } catch {
      return false;
    }
  }
  return { ...house, roll, believed };
}

it("signs with the old secret and the new one while a secret is rolled, then with the new one", async () => {
  const { roll, believed, keys } = openHouse();
  const { secret } = rolling.parse(await (await roll(3600)).json());
  expect(await believed(keys.stripeWebhookSecret)).toBe(true);
  expect(await believed(secret)).toBe(true);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_601_000 });
  expect(await believed(keys.stripeWebhookSecret)).toBe(false);
  expect(await believed(secret)).toBe(true);
  vi.useRealTimers();
});

it("ends the old secret at once where that is wished", async () => {
  const { roll, believed, keys } = openHouse();
  const { secret } = rolling.parse(await (await roll(0)).json());
  expect(await believed(keys.stripeWebhookSecret)).toBe(false);
  expect(await believed(secret)).toBe(true);
});

it("refuses more than a day, and endpoints nobody made", async () => {
  const { roll } = openHouse();
  expect((await roll(86_401)).status).toBe(400);
  expect((await roll(0, "we_nobody")).status).toBe(404);
});
