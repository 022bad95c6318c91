import { afterAll, beforeAll, expect, it } from "vitest";
import { APP_URL, type House, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const PORTAL = `${APP_URL}/api/v1/operations/payment/customer-portal`;
const NAVIGATION = {
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
  accept: "text/html",
};

const follow = (headers: Record<string, string> = {}) =>
  house.fetch(new Request(PORTAL, { headers }));
const as = async (...who: Parameters<House["tokenOf"]>) => ({
  authorization: `Bearer ${await house.tokenOf(...who)}`,
});

async function portalAt(address: string | null): Promise<string> {
  const page = await house.sandbox.stripe(new Request(address ?? "http://localhost:12111/nowhere"));
  return page.text();
}

it("answers 302 to the portal, which nobody may keep", async () => {
  const answer = await follow(await as("ada", "org_acme"));
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toContain("/p/session/");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9A-Z]{26}$/);
});

it("comes back to the organization's plans", async () => {
  const answer = await follow(await as("ada", "org_acme"));
  expect(await portalAt(answer.headers.get("location"))).toContain(
    `${APP_URL}/organization#/plans`,
  );
});

it("opens with the cookie of a person who follows it", async () => {
  const cookie = `__session=${await house.tokenOf("ada", "org_umbrella")}`;
  const answer = await follow({ ...NAVIGATION, cookie });
  expect(answer.headers.get("location")).toContain("/p/session/");
  expect(await portalAt(answer.headers.get("location"))).toContain("Umbrella");
});

it.each([
  [
    "an image",
    { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image", "sec-fetch-site": "cross-site" },
  ],
  [
    "a frame",
    { "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe", "sec-fetch-site": "cross-site" },
  ],
  [
    "a script's fetch",
    { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "sec-fetch-site": "cross-site" },
  ],
  [
    "a fetch of our own page",
    { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "sec-fetch-site": "same-origin" },
  ],
  ["an old browser", { accept: "text/html" }],
  ["a program", {}],
])("does not open with the cookie for %s", async (_, headers) => {
  const answer = await follow({
    ...headers,
    cookie: `__session=${await house.tokenOf("ada", "org_acme")}`,
  });
  expect(answer.headers.get("location") ?? "").not.toContain("/p/session/");
});

it.each([
  { "sec-purpose": "prefetch" },
  { "sec-purpose": "prefetch;prerender" },
  { purpose: "prefetch" },
])("mints nothing for a prefetch (%j)", async (headers) => {
  const answer = await follow({ ...NAVIGATION, ...headers, ...(await as("ada", "org_acme")) });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

it("mints nothing for a look-ahead", async () => {
  const answer = await house.fetch(
    new Request(PORTAL, { method: "HEAD", headers: await as("ada", "org_acme") }),
  );
  expect(answer.status).toBe(405);
  expect(answer.headers.get("location")).toBeNull();
});

it("brings a person who is not signed in to the page, which signs in and goes on", async () => {
  const answer = await follow(NAVIGATION);
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe(`${APP_URL}/billing?continue=portal`);
});

it("brings a person who is refused to the page, which says why", async () => {
  const cookie = `__session=${await house.tokenOf("bob", "org_acme")}`;
  const answer = await follow({ ...NAVIGATION, cookie });
  expect(answer.headers.get("location")).toBe(`${APP_URL}/billing?refused=NOT_ALLOWED`);
});
