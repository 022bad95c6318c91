import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type App, createApp } from "../app.ts";
import type { Settings } from "../settings.ts";
import { APP_URL, type House, jsonOf, openHouse } from "../testing.ts";
import type { LimitSettings } from "./limits.ts";

let house: House;
let key: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  key = await house.apiKeyOf("ada", "org_acme", ["billing:write"]);
});
afterAll(() => house.close());
beforeEach(() => house.deps.db.execute("delete from portico.rate_limits"));

const generous = { address: 1_000, organization: 1_000, key: 1_000 };

function appWith(
  limits: Partial<LimitSettings>,
  limitStore: Settings["limitStore"] = "memory",
): App {
  const settings = { ...house.settings, limitStore, limits: { ...generous, ...limits } };
  return createApp({ ...house.deps, settings });
}

function post(path: string, bearer: string, body: object = {}) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${bearer}` };
  return new Request(APP_URL + path, { method: "POST", headers, body: JSON.stringify(body) });
}
const follow = (bearer: string) =>
  new Request(`${APP_URL}/api/v1/operations/payment/customer-portal`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
const byKey = () => post("/v1/billing/portal", key, { return_url: APP_URL });
const tokenOf = (...who: Parameters<House["tokenOf"]>) => house.tokenOf(...who);

describe.each<[string, Settings["limitStore"]]>([
  ["in memory, on one machine", "memory"],
  ["in the database, for all machines", "database"],
])("limits %s", (_, store) => {
  it("count each organization for itself", async () => {
    const app = appWith({ organization: 2 }, store);
    const [acme, umbrella] = [
      await tokenOf("ada", "org_acme"),
      await tokenOf("ada", "org_umbrella"),
    ];
    const statuses = [];
    for (const token of [acme, acme, acme, umbrella])
      statuses.push((await app.fetch(post("/subscriptions/portal", token))).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
  });

  it("hold until the minute is over, however often somebody tries", async () => {
    const app = appWith({ organization: 1 }, store);
    const token = await tokenOf("ada", "org_acme");
    const statuses = [];
    for (let tries = 0; tries < 5; tries += 1)
      statuses.push((await app.fetch(post("/subscriptions/portal", token))).status);
    expect(statuses).toEqual([200, 429, 429, 429, 429]);
  });

  it("count each key for itself, and its organization too", async () => {
    const app = appWith({ key: 1 }, store);
    const other = await house.apiKeyOf("ada", "org_acme", ["billing:write"]);
    expect((await app.fetch(byKey())).status).toBe(200);
    expect((await app.fetch(byKey())).status).toBe(429);
    const answer = await app.fetch(post("/v1/billing/portal", other, { return_url: APP_URL }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ratelimit")).toContain('"organization";r=997;');
  });

  it("count each address, before anybody is asked who they are", async () => {
    const app = appWith({ address: 2 }, store);
    const guess = () => app.fetch(post("/v1/billing/portal", "am_test_guess"), "203.0.113.7");
    expect([await guess(), await guess(), await guess()].map(({ status }) => status)).toEqual([
      401, 401, 429,
    ]);
    expect((await app.fetch(byKey(), "203.0.113.8")).status).toBe(200);
  });
});

it("limits of several processes add up in the database", async () => {
  const processes = [1, 2, 3].map(() => appWith({ organization: 2 }, "database"));
  const token = await tokenOf("ada", "org_acme");
  const answers = await Promise.all(
    processes.map((each) => each.fetch(post("/subscriptions/portal", token))),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
});

it("limits in memory ask the database nothing", async () => {
  const app = appWith({});
  await app.fetch(byKey());
  expect(await house.statementsOf(() => app.fetch(byKey()))).toBe(1);
});

describe("whoever is over the limit", () => {
  const surfaces: [string, (token: string) => Request, object][] = [
    ["the link", follow, { error: { code: "TOO_MANY_REQUESTS" } }],
    [
      "/api/billing-portal",
      (token) => post("/api/billing-portal", token, { return_url: APP_URL }),
      { error: { code: "TOO_MANY_REQUESTS" } },
    ],
    [
      "/subscriptions/portal",
      (token) => post("/subscriptions/portal", token),
      { success: false, error_code: "TOO_MANY_REQUESTS" },
    ],
    [
      "/v1/billing/portal",
      byKey,
      { success: false, error: { code: "TOO_MANY_REQUESTS", message: "too many requests" } },
    ],
    [
      "tRPC",
      (token) => post("/trpc/billing.createPortal", token, { returnUrl: APP_URL }),
      { error: { data: { reason: "TOO_MANY_REQUESTS", retryAfter: expect.any(Number) } } },
    ],
  ];

  it.each(surfaces)("is told by %s when to come back", async (_, request, body) => {
    const app = appWith({ organization: 1 });
    const token = await tokenOf("ada", "org_acme");
    const first = await app.fetch(request(token));
    expect(first.headers.get("ratelimit-policy")).toContain('"organization";q=1;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/"organization";r=0;t=\d+/);

    const { status, headers, ...refused } = await answerOf(app, request(token));
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("ratelimit")).toMatch(/"organization";r=0;t=\d+/);
    expect(refused.body).toMatchObject(body);
  });
});

async function answerOf(app: App, request: Request) {
  const answer = await app.fetch(request);
  return { status: answer.status, headers: answer.headers, body: await jsonOf(answer) };
}
