import { expect, it } from "vitest";
import { z } from "zod";
import { openTestHouse } from "./testing.ts";

it("puts everything back to the seed, and keeps the keys", async () => {
  const house = openTestHouse();
  const { stripeWebhookSecret } = house.keys;
  await house.settle();
  await house.ask("DELETE", "/v1/customers/cus_acme");
  await house.ask("POST", "/v1/customers");
  await house.ask("POST", "/sandbox/faults", { fault: { kind: "unavailable" } });
  expect((await house.ask("POST", "/sandbox/reset")).status).toBe(200);

  const customers = await (await house.ask("GET", "/v1/customers")).json();
  expect(customers).toMatchObject({
    data: [{ id: "cus_initech" }, { id: "cus_acme" }, { id: "cus_umbrella" }],
  });
  expect(house.pending()).toBeGreaterThan(0);
  await house.settle();
  expect(house.keys.stripeWebhookSecret).toBe(stripeWebhookSecret);
});

it("delivers the seed again, and nothing older", async () => {
  const letters: string[] = [];
  const answer = { status: 500 };
  const house = openTestHouse(async (request) => {
    letters.push(await request.text());
    return new Response(null, { status: answer.status });
  });
  await expect(house.settle()).rejects.toThrow("were not taken");
  const before = new Set(letters.splice(0));
  house.reset();
  answer.status = 200;
  await house.settle();
  expect(letters).toHaveLength(before.size);
  expect(letters.filter((letter) => before.has(letter))).toEqual([]);
});

it("goes on delivering where it was delivering", async () => {
  const house = openTestHouse();
  const stop = house.start();
  await expect.poll(house.pending).toBe(0);
  house.reset();
  expect(house.pending()).toBeGreaterThan(0);
  await expect.poll(house.pending).toBe(0);
  await stop();
});

it("tells whoever listens what is gone", async () => {
  const letters: string[] = [];
  const house = openTestHouse(async (request) => {
    letters.push(await request.text());
    return new Response();
  });
  const { id } = z
    .looseObject({ id: z.string() })
    .parse(await (await house.ask("POST", "/v1/customers")).json());
  house.reset();
  await house.settle();
  const told = letters.filter((letter) => letter.includes(id));
  expect(told).toEqual([expect.stringContaining('"customer.deleted"')]);
  expect(await (await house.ask("GET", `/v1/customers/${id}`)).json()).toMatchObject({
    deleted: true,
  });
});
