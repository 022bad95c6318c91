import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { APP_URL, type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
let ada: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  ada = await house.tokenOf("ada", "org_acme");
});
afterAll(() => house.close());

async function ask(token: string, procedure: string, input?: object) {
  const answer = await house.fetch(
    new Request(`${APP_URL}/trpc/billing.apiKeys.${procedure}`, {
      method: input ? "POST" : "GET",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: input ? JSON.stringify(input) : null,
    }),
  );
  return { status: answer.status, body: await jsonOf(answer) };
}

const make = (token = ada, wish: object = {}) =>
  ask(token, "create", { name: "CI", scopes: ["billing:read"], ...wish });

const listed = z.object({
  result: z.object({ data: z.array(z.object({ id: z.string(), status: z.string() })) }),
});

async function living(): Promise<string[]> {
  const { data } = listed.parse((await ask(ada, "list")).body).result;
  return data.filter(({ status }) => status === "active").map(({ id }) => id);
}

const full = {
  status: 409,
  body: { error: { data: { code: "CONFLICT", reason: "TOO_MANY_API_KEYS" } } },
};

it("an organization has at most 25 living keys, however many are made at once", async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => make()));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(25);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused).toMatchObject(Array.from({ length: 15 }, () => full));
  expect(await living()).toHaveLength(25);
});

it("takes no room from others", async () => {
  expect(await make(await house.tokenOf("grace", "org_globex"))).toMatchObject({ status: 200 });
});

it("has room again for each key that is revoked", async () => {
  const [oldest] = await living();
  await ask(ada, "revoke", { id: oldest });
  expect(await make(ada, { expiresInDays: 1 })).toMatchObject({ status: 200 });
  expect(await make()).toMatchObject(full);
});

it("and for each that expired", async () => {
  house.wait(86_401);
  expect(await make()).toMatchObject({ status: 200 });
  expect(await make()).toMatchObject(full);
});
