import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { mutate, query, type Who } from "./as-the-page.ts";
import { type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const ada: Who = ["ada", "org_acme"];

async function make(who = ada, more: object = {}) {
  const wish = { name: "CI", scopes: ["billing:read"], ...more };
  const answer = await mutate(house, who, "apiKeys.create", wish);
  return { status: answer.status, body: await jsonOf(answer) };
}

const listed = z.object({
  result: z.object({ data: z.array(z.object({ id: z.string(), status: z.string() })) }),
});

async function list(who = ada) {
  return listed.parse(await jsonOf(await query(house, who, "apiKeys.list"))).result.data;
}

async function living(): Promise<string[]> {
  return (await list()).filter(({ status }) => status === "active").map(({ id }) => id);
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
  expect(await make(["grace", "org_globex"])).toMatchObject({ status: 200 });
});

it("has room again for each key that is revoked", async () => {
  const [oldest] = await living();
  await mutate(house, ada, "apiKeys.revoke", { id: oldest });
  expect(await make(ada, { expiresInDays: 1 })).toMatchObject({ status: 200 });
  expect(await make()).toMatchObject(full);
});

it("and for each that expired", async () => {
  house.wait(86_401);
  expect(await make()).toMatchObject({ status: 200 });
  expect(await make()).toMatchObject(full);
});

it("lists all keys that live, and the hundred others that went last", async () => {
  const grace: Who = ["grace", "org_globex"];
  const [oldest] = await list(grace);
  await house.deps.db.execute(`insert into portico.api_keys
    (id, hash, organization_id, name, prefix, last4, scopes, created_by, created_at, revoked_at, expires_at)
    select 'key_' || n, 'hash ' || n, 'org_globex', 'Of old', 'am_test_', 'last', '{billing:read}', 'user_grace',
      now(), case when n % 2 = 0 then now() - interval '1 second' * n end, now() - interval '1 second' * n
    from generate_series(1, 150) n`);
  const before = await list(grace);
  expect(before.map(({ status }) => status).filter((status) => status === "active")).toHaveLength(
    1,
  );
  expect(before).toHaveLength(101);
  expect(before.map(({ id }) => id)).toContain("key_100");
  await mutate(house, grace, "apiKeys.revoke", { id: oldest?.id });
  const after = (await list(grace)).map(({ id }) => id);
  expect(after).toContain(oldest?.id);
  expect(after).not.toContain("key_100");
});
