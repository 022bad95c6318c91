import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_URL, jsonOf } from "../testing.ts";
import { BACK, openTill, type Till } from "./till.ts";

let till: Till;
let keys: Record<"acme" | "globex" | "reader", string>;
beforeAll(async () => {
  till = await openTill();
  keys = {
    acme: await till.apiKeyOf("ada", "org_acme", ["billing:read", "billing:write"]),
    globex: await till.apiKeyOf("grace", "org_globex", ["billing:write"]),
    reader: await till.apiKeyOf("ada", "org_acme", ["billing:read"]),
  };
});
afterAll(() => till.close());

async function ask(verb: string, key: string | null, body?: unknown) {
  const answer = await till.fetch(
    new Request(`${APP_URL}/v1/billing/${verb}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        "content-type": "application/json",
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return { status: answer.status, body: await jsonOf(answer) };
}

const granted = (data: object) => ({ status: 200, body: { success: true, data } });
const refused = (status: number, code: string, details?: object) => ({
  status,
  body: {
    success: false,
    error: {
      code,
      message: expect.stringMatching(/\.$/),
      request_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      ...(details && { details }),
    },
  },
});
const TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

describe("a program with a key", () => {
  it("sees what is sold and what it has", async () => {
    const { status, body } = await ask("plans", keys.reader);
    expect({ status, body }).toMatchObject(
      granted({
        plans: [{ plan: "starter", trial_days: 14 }, { plan: "team" }, { plan: "business" }],
        packs: [{ pack: "small", credits: 500 }, { pack: "large" }],
        current: [
          { subscription: "sub_acme", item: "si_acme", plan: "team", interval: "month", seats: 1 },
        ],
      }),
    );
  });

  it("starts a checkout, and says nothing of who pays", async () => {
    const wish = { plan: "team", interval: "month", return_url: BACK };
    expect(await ask("checkout", keys.globex, wish)).toEqual(
      granted({ url: expect.stringContaining("/c/pay/"), expires_at: TIME }),
    );
  });

  it("previews, changes, cancels and resumes a plan", async () => {
    const wish = { plan: "starter", interval: "month" };
    expect(await ask("preview", keys.acme, wish)).toMatchObject(
      granted({ currency: "usd", due_now: 0, next_invoice: { at: TIME }, seats: 1 }),
    );
    const own = { subscription: "sub_acme", item: "si_acme" };
    expect(await ask("change", keys.acme, wish)).toEqual(granted({ ...own, ...wish, seats: 1 }));
    expect(await ask("cancel", keys.acme, { when: "period end" })).toEqual(
      granted({ subscription: "sub_acme", ends_at: TIME }),
    );
    expect(await ask("resume", keys.acme, {})).toEqual(
      granted({ subscription: "sub_acme", ends_at: null }),
    );
  });

  it("is named in the history by its name", async () => {
    const ada = await till.as("ada", "org_acme");
    await ask("change", keys.acme, { plan: "team", interval: "month" });
    expect(JSON.stringify(await ada.history())).toContain("Changed here by the API key Test.");
  });
});

describe("whoever may not, or asks for what is not there, is told so in the envelope", () => {
  const verbs = ["checkout", "preview", "change", "cancel", "resume"];

  it.each([...verbs, "plans"])("%s without a key", async (verb) => {
    const body = verb === "plans" ? undefined : {};
    expect(await ask(verb, null, body)).toEqual(refused(401, "UNAUTHORIZED"));
  });

  it.each([
    ["checkout", { plan: "team", interval: "month", return_url: BACK }],
    ["preview", { plan: "team", interval: "month" }],
    ["change", { plan: "team", interval: "month" }],
    ["cancel", { when: "now" }],
    ["resume", {}],
  ])("%s with a key that may only look", async (verb, body) => {
    expect(await ask(verb, keys.reader, body)).toEqual(refused(403, "FORBIDDEN"));
  });

  it.each(verbs)("%s with whatever is no key in its place", async (verb) => {
    const token = await till.tokenOf("ada", "org_acme");
    const url = `${APP_URL}/v1/billing/${verb}?api_key=${keys.acme}&key=${keys.acme}`;
    const waysIn = [
      { "x-api-key": keys.acme },
      { cookie: `__session=${token}`, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
      { authorization: `Basic ${btoa(`${keys.acme}:`)}` },
      { authorization: keys.acme },
      { authorization: `Bearer ${token}` },
    ];
    for (const headers of waysIn) {
      const answer = await till.fetch(new Request(url, { method: "POST", headers, body: "{}" }));
      expect(await jsonOf(answer)).toMatchObject(refused(401, "UNAUTHORIZED").body);
    }
  });

  it("a procedure with a key in place of a person's token", async () => {
    const headers = { authorization: `Bearer ${keys.acme}`, "content-type": "application/json" };
    const body = JSON.stringify({ when: "now" });
    const url = `${APP_URL}/trpc/billing.cancelPlan`;
    expect((await till.fetch(new Request(url, { method: "POST", headers, body }))).status).toBe(
      401,
    );
  });

  it("a body that is not as said, field by field", async () => {
    const wish = { plan: "team", interval: "week", price: "price_1", return_url: BACK };
    expect(await ask("checkout", keys.globex, wish)).toMatchObject(
      refused(422, "VALIDATION_FAILED", { interval: expect.any(String), price: "is not known" }),
    );
    expect(await ask("checkout", keys.globex, { ...wish, return_url: 1 })).toMatchObject(
      refused(422, "VALIDATION_FAILED", { return_url: expect.any(String) }),
    );
  });

  it("a plan that is not sold, and an address that is not on the list", async () => {
    const wish = { plan: "gold", interval: "month", return_url: BACK };
    expect(await ask("checkout", keys.globex, wish)).toEqual(
      refused(422, "VALIDATION_FAILED", { plan: expect.stringContaining("no plan") }),
    );
    const evil = { ...wish, return_url: "https://evil.test/" };
    expect(await ask("checkout", keys.globex, evil)).toEqual(
      refused(422, "VALIDATION_FAILED", { return_url: "must be on the allow-list" }),
    );
  });

  it("a plan for whoever has one, and a change for whoever has none", async () => {
    const wish = { plan: "team", interval: "month" };
    expect(await ask("checkout", keys.acme, { ...wish, return_url: BACK })).toEqual(
      refused(409, "ALREADY_SUBSCRIBED"),
    );
    expect(await ask("change", keys.globex, wish)).toEqual(refused(409, "NOT_SUBSCRIBED"));
  });
});
