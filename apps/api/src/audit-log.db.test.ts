import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ADDRESS, mutate, query, type Who } from "./as-the-page.ts";
import { APP_URL, type House, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const log = z.object({
  result: z.object({
    data: z.object({
      entries: z.array(z.looseObject({ id: z.number() })),
      next: z.number().nullable(),
    }),
  }),
});

async function read(who: Who, input: object = {}) {
  const answer = await query(house, who, "auditLog", input);
  return { status: answer.status, text: await answer.text() };
}

async function entries(who: Who, input?: object) {
  return log.parse(JSON.parse((await read(who, input)).text)).result.data;
}

const ada: Who = ["ada", "org_acme"];
const bob: Who = ["bob", "org_acme"];
const returnUrl = `${APP_URL}/billing`;

describe("the audit log", () => {
  it("says who opened the portal, for whom, from where and under which request", async () => {
    const opened = await mutate(house, ada, "createPortal", { returnUrl });
    await expect
      .poll(async () => (await entries(ada)).entries[0])
      .toMatchObject({
        action: "portal.open",
        outcome: "done",
        person: "user_ada",
        personName: "Ada Lovelace",
        address: ADDRESS,
        requestId: opened.headers.get("x-request-id"),
      });
  });

  it("says who tried it without the right to", async () => {
    await mutate(house, bob, "createPortal", { returnUrl });
    await expect
      .poll(async () => (await entries(ada)).entries[0])
      .toMatchObject({
        action: "portal.open",
        outcome: "refused",
        person: "user_bob",
      });
  });

  it("says who tried to see what only admins may", async () => {
    const newest = async () => (await entries(ada)).entries[0];
    await read(bob);
    await expect
      .poll(newest)
      .toMatchObject({ action: "audit_log.read", outcome: "refused", person: "user_bob" });
    await query(house, bob, "apiKeys.list");
    await expect
      .poll(newest)
      .toMatchObject({ action: "api_key.list", outcome: "refused", person: "user_bob" });
  });

  it("names the key that was made, used and revoked, and never its secret", async () => {
    const secret = await house.apiKeyOf("ada", "org_acme", ["billing:write"]);
    const newest = async () => (await entries(ada)).entries[0];
    await expect.poll(newest).toMatchObject({ action: "api_key.make" });
    const id = (await newest())?.["subject"];
    await house.fetch(
      new Request(`${APP_URL}/v1/billing/portal`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        body: JSON.stringify({ return_url: returnUrl }),
      }),
    );
    await expect.poll(newest).toMatchObject({ action: "portal.open" });
    await mutate(house, ada, "apiKeys.revoke", { id });
    await expect
      .poll(async () => (await entries(ada, { limit: 3 })).entries)
      .toMatchObject([
        { action: "api_key.revoke", subject: id, person: "user_ada" },
        { action: "portal.open", apiKey: id, person: null },
        { action: "api_key.make", subject: id, person: "user_ada" },
      ]);
    const { text } = await read(ada);
    expect(text).not.toContain(secret);
    expect(text).not.toContain("/p/session/");
  });

  it("is for admins, and for their own organization alone", async () => {
    expect((await read(bob)).status).toBe(403);
    expect((await entries(["grace", "org_globex"])).entries).toEqual([]);
  });

  it("is read page by page", async () => {
    const first = await entries(ada, { limit: 2 });
    const second = await entries(ada, { limit: 2, cursor: first.next });
    const ids = [...first.entries, ...second.entries].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    expect(new Set(ids).size).toBe(4);
  });
});
