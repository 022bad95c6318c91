import { readFile } from "node:fs/promises";
import type { Change } from "@portico/billing";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type House, jsonOf, openHouse } from "../testing.ts";
import { watchThrough } from "../watching.ts";
import { createProduct } from "./product.ts";

const PRODUCT = "https://product.example";
const SOON = { timeout: 60_000, interval: 10 };

let house: House;
let product: ReturnType<typeof createProduct>;
const heard: Change[] = [];
const reported: unknown[] = [];
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  const { db, stripe } = house.deps;
  const endsAt = new Date(Date.now() + 60 * 60_000);
  const ada = { user: "user_ada", team: "org_acme", isOwner: true, endsAt };
  product = createProduct({
    db,
    stripe,
    listen: house.listen,
    countMembers: house.deps.countMembers,
    findSession: async (authorization) => (authorization === "Bearer ada" ? ada : undefined),
    onChange: async (change) => void heard.push(change),
    report: (error) => void reported.push(error),
  });
});
afterAll(async () => {
  await product.stop();
  await house.close();
});

const ask = (path: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  if (!headers.has("authorization")) headers.set("authorization", "Bearer ada");
  return product.fetch(new Request(PRODUCT + path, { ...init, headers }));
};
const openPortal = (returnUrl: string, headers: Record<string, string> = {}) =>
  ask("/api/billing-portal", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ return_url: returnUrl }),
  });

it("answers billing's procedures beside the product's own", async () => {
  const greeting = await jsonOf(await ask("/trpc/greeting"));
  expect(greeting).toEqual({ result: { data: "Good morning." } });
  const view = await jsonOf(await ask("/trpc/billing.view"));
  expect(view).toMatchObject({ result: { data: { organization: { id: "org_acme" } } } });
});

it("refuses in the same words, with the reason", async () => {
  const answer = await ask("/trpc/billing.view", { headers: { authorization: "Bearer eve" } });
  expect(answer.status).toBe(401);
  expect(await jsonOf(answer)).toMatchObject({ error: { data: { reason: "NOT_SIGNED_IN" } } });
});

it("answers the one contract that it mounts, to the letter", async () => {
  const answer = await openPortal(`${PRODUCT}/settings`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await jsonOf(answer)).toEqual({ url: expect.stringContaining("/p/session/") });
});

it.each([
  ["nobody it knows", 401, "UNAUTHORIZED", () => openPortal(PRODUCT, { authorization: "no" })],
  ["an address not its own", 400, "RETURN_URL_NOT_ALLOWED", () => openPortal("https://evil.test")],
])("refuses %s as the contract says", async (_, status, code, asked) => {
  const answer = await asked();
  expect(answer.status).toBe(status);
  expect(await jsonOf(answer)).toEqual({
    error: { code, message: expect.any(String), request_id: expect.any(String) },
  });
  expect(reported.at(-1)).toMatchObject({ name: "Refused" });
});

it.each([
  ["GET", "/api/v1/operations/payment/customer-portal"],
  ["POST", "/v1/billing/portal"],
  ["POST", "/subscriptions/portal"],
])(
  "has a page of its own at the address of a contract it left out: %s %s",
  async (method, path) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("A page of our own says that nothing is here.");
  },
);

it("shows a change on its open page, and hears of it", async () => {
  while ((await product.tell()) > 0);
  heard.length = 0;
  const page = watchThrough(
    (url, init) => ask(new URL(url).pathname + new URL(url).search, init),
    async () => "ada",
  );
  await vi.waitUntil(() => page.views.length > 0, SOON);
  await house.deps.stripe.subscriptions.update("sub_acme", { cancel_at_period_end: true });
  await house.settle();
  await vi.waitUntil(() => page.views.at(-1)?.subscriptions[0]?.cancelAt, SOON);
  page.stop();
  await product.tell();
  expect(heard).toMatchObject([{ organization: "org_acme", kind: "cancel.asked" }]);
});

it("is the code that the README shows", async () => {
  const readme = await readFile(new URL("../../../../README.md", import.meta.url), "utf8");
  const code = await readFile(new URL("product.ts", import.meta.url), "utf8");
  expect(readme).toContain(code.slice(code.indexOf("export function")));
});
