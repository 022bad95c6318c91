import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { mutate, query, type Who } from "./as-the-page.ts";
import { APP_URL, type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const acme: Who = ["ada", "org_acme"];
const globex: Who = ["grace", "org_globex"];

async function ask(who: Who, procedure: string, input?: object) {
  const call = input ? mutate : query;
  const answer = await call(house, who, `apiKeys.${procedure}`, input);
  return { status: answer.status, body: await jsonOf(answer) };
}

const shown = z.object({
  id: z.string(),
  name: z.string(),
  last4: z.string(),
  status: z.enum(["active", "expired", "revoked"]),
  lastUsedAt: z.string().nullable(),
});
const created = z.object({
  result: z.object({ data: z.object({ secret: z.string(), apiKey: shown }) }),
});
const listed = z.object({ result: z.object({ data: z.array(shown) }) });

async function create(who: Who, wish: object = {}) {
  const { body } = await ask(who, "create", { name: "CI", scopes: ["billing:write"], ...wish });
  return created.parse(body).result.data;
}

const list = async (who: Who) => listed.parse((await ask(who, "list")).body).result.data;

async function openWith(secret: string) {
  const answer = await house.fetch(
    new Request(`${APP_URL}/v1/billing/portal`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
      body: JSON.stringify({ return_url: `${APP_URL}/settings/billing` }),
    }),
  );
  return { status: answer.status, body: await jsonOf(answer) };
}

describe("an API key", () => {
  it("is shown once, and from then on by how it begins and ends", async () => {
    const { secret, apiKey } = await create(acme, { name: "Shown once" });
    const { body } = await ask(acme, "list");
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(listed.parse(body).result.data).toContainEqual(
      expect.objectContaining({ id: apiKey.id, name: "Shown once", last4: secret.slice(-4) }),
    );
  });

  it("opens the portal until it is revoked", async () => {
    const { secret, apiKey } = await create(acme);
    expect(await openWith(secret)).toMatchObject({ status: 200 });
    expect(await ask(acme, "revoke", { id: apiKey.id })).toMatchObject({ status: 200 });
    expect(await ask(acme, "revoke", { id: apiKey.id })).toMatchObject({ status: 200 });
    expect(await openWith(secret)).toMatchObject({ status: 401 });
    expect(await list(acme)).toContainEqual(
      expect.objectContaining({ id: apiKey.id, status: "revoked" }),
    );
  });

  it("says when it was used last, which no answer waits for", async () => {
    const { secret, apiKey } = await create(acme);
    expect(apiKey.lastUsedAt).toBeNull();
    await openWith(secret);
    const lastUse = async () => (await list(acme)).find(({ id }) => id === apiKey.id)?.lastUsedAt;
    await expect.poll(lastUse).not.toBeNull();
  });

  it("is refused alike when it is unknown, revoked or expired, for the same number of queries", async () => {
    const other = await openHouse();
    const unknown = await other.apiKeyOf("ada", "org_acme", ["billing:write"]);
    await other.close();
    const revoked = await create(acme);
    await ask(acme, "revoke", { id: revoked.apiKey.id });
    const expired = await create(acme, { expiresInDays: 1 });
    house.wait(86_401);

    const refusals = [];
    for (const secret of [unknown, revoked.secret, expired.secret]) {
      let answer;
      const statements = await house.statementsOf(async () => {
        answer = await openWith(secret);
      });
      refusals.push({ answer, statements });
    }
    house.wait(-86_401);
    const error = {
      code: "UNAUTHORIZED",
      message: "authentication failed",
      request_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    };
    const refusal = {
      answer: { status: 401, body: { success: false, error } },
      statements: 1,
    };
    expect(refusals).toEqual([refusal, refusal, refusal]);
  });

  it("never reaches the database when it was mistyped", async () => {
    const { secret } = await create(acme);
    const last = secret.endsWith("0") ? "1" : "0";
    const mistyped = secret.slice(0, -1) + last;
    expect(
      await house.statementsOf(async () => {
        expect(await openWith(mistyped)).toMatchObject({ status: 401 });
      }),
    ).toBe(0);
  });

  it("is accepted on no other route", async () => {
    const { secret } = await create(acme);
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const get = { headers };
    const post = (body: object) => ({ method: "POST", headers, body: JSON.stringify(body) });
    const routes: [string, RequestInit][] = [
      ["/api/v1/operations/payment/customer-portal", get],
      ["/api/billing-portal", post({ return_url: APP_URL })],
      ["/subscriptions/portal", post({})],
      ["/trpc/billing.view", get],
      ["/trpc/billing.createPortal", post({ returnUrl: APP_URL })],
      ["/trpc/billing.apiKeys.list", get],
    ];
    for (const [path, init] of routes)
      expect((await house.fetch(new Request(APP_URL + path, init))).status).toBe(401);
  });

  it("is never logged", async () => {
    const { secret } = await create(acme);
    await openWith(secret);
    expect(house.logged.join("")).not.toContain(secret);
  });
});

describe("who may", () => {
  it.each<[string, object?]>([
    ["list"],
    ["create", { name: "Mine", scopes: ["billing:read"] }],
    ["revoke", { id: "key_1" }],
  ])("%s is for admins alone", async (procedure, input) => {
    expect(await ask(["bob", "org_acme"], procedure, input)).toMatchObject({ status: 403 });
    expect(await ask(null, procedure, input)).toMatchObject({ status: 401 });
    expect(await ask(["ada", null], procedure, input)).toMatchObject({ status: 412 });
  });

  it("sees and revokes the keys of another organization never", async () => {
    const { secret, apiKey } = await create(acme);
    expect(await ask(globex, "revoke", { id: apiKey.id })).toMatchObject({
      status: 400,
      body: { error: { message: "This organization has no such API key." } },
    });
    expect((await list(globex)).map(({ id }) => id)).not.toContain(apiKey.id);
    expect(await openWith(secret)).toMatchObject({ status: 200 });
  });
});

it.each([
  {},
  { name: "" },
  { name: "   " },
  { name: "x".repeat(81) },
  { name: "\u0000" },
  { name: "two\nlines" },
  { scopes: [] },
  { scopes: ["billing:steal"] },
  { expiresInDays: 0 },
  { expiresInDays: 1.5 },
  { expiresInDays: 1e9 },
  { organization: "org_globex" },
])("makes no key from %j", async (part) => {
  const wish =
    Object.keys(part).length === 0 ? {} : { name: "CI", scopes: ["billing:read"], ...part };
  expect(await ask(acme, "create", wish)).toMatchObject({
    status: 400,
    body: { error: { data: { reason: "BAD_REQUEST" } } },
  });
});

it.each(["", "key_\u0000", "key_1' or '1'='1", "x".repeat(10_000)])(
  "revokes nothing that is called %j",
  async (id) => {
    expect(await ask(acme, "revoke", { id })).toMatchObject({
      status: 400,
      body: { error: { data: { reason: "BAD_REQUEST" } } },
    });
  },
);
