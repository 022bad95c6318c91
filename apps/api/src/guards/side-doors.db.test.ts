import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_URL, type House, openHouse } from "../testing.ts";

let house: House;
let token: string;
let key: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  token = await house.tokenOf("ada", "org_acme");
  key = await house.apiKeyOf("ada", "org_acme", ["billing:write"]);
});
afterAll(() => house.close());

const LINK = "/api/v1/operations/payment/customer-portal";
const PERSON = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

type Headers = Record<string, string>;
const get = (path: string, headers: Headers = {}) => new Request(APP_URL + path, { headers });
const post = (path: string, headers: Headers = {}, body = "{}") =>
  new Request(APP_URL + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
const bearer = () => ({ authorization: `Bearer ${token}` });
const cookie = () => ({ cookie: `__session=${token}` });

async function portalsOpened(): Promise<number> {
  const type = "billing_portal.session.created";
  return (await house.deps.stripe.events.list({ type, limit: 100 })).data.length;
}

const there = JSON.stringify({ return_url: `${APP_URL}/` });
const input = JSON.stringify({ returnUrl: `${APP_URL}/` });

describe("no portal opens for", () => {
  it.each<[string, () => Request]>([
    ["a token in the query", () => get(`${LINK}?token=${token}&__session=${token}`)],
    ["a token without its scheme", () => get(LINK, { authorization: token })],
    ["two tokens in one header", () => get(LINK, { authorization: `Bearer ${token}, Bearer x` })],
    ["a cookie that no navigation brings", () => get(LINK, cookie())],
    [
      "a cookie in a frame",
      () => get(LINK, { ...cookie(), ...PERSON, "sec-fetch-dest": "iframe" }),
    ],
    [
      "a cookie in a prefetch",
      () => get(LINK, { ...cookie(), ...PERSON, "sec-purpose": "prefetch" }),
    ],
    [
      "a cookie on another contract",
      () => post("/api/billing-portal", { ...cookie(), ...PERSON }, there),
    ],
    [
      "a cookie on tRPC",
      () => post("/trpc/billing.createPortal", { ...cookie(), ...PERSON }, input),
    ],
    ["a key in the query", () => post(`/v1/billing/portal?api_key=${key}`, {}, there)],
    ["a key in a header of its own", () => post("/v1/billing/portal", { "x-api-key": key }, there)],
    [
      "a key as a password",
      () => post("/v1/billing/portal", { authorization: `Basic ${btoa(`${key}:`)}` }, there),
    ],
    ["a person's token as a key", () => post("/v1/billing/portal", bearer(), there)],
    ["a method in a header", () => post(LINK, { ...bearer(), "x-http-method-override": "GET" })],
    [
      "a mutation that is asked as a query",
      () => get(`/trpc/billing.createPortal?input=${encodeURIComponent(input)}`, bearer()),
    ],
    [
      "a form",
      () =>
        post("/trpc/billing.createPortal", { ...bearer(), "content-type": "text/plain" }, input),
    ],
    ["the link by another name", () => get(`${LINK}/`, bearer())],
    ["the link in capitals", () => get(LINK.toUpperCase(), bearer())],
    ["another host's link", () => get(`//evil.test${LINK}`, bearer())],
  ])("%s", async (_, request) => {
    const before = await portalsOpened();
    const { status, headers } = await house.fetch(request());
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers.get("location")).toBeNull();
    expect(await portalsOpened()).toBe(before);
  });
});

it("leads back to our own page, whatever host it was asked by", async () => {
  const asked = new Request(`https://evil.test${LINK}`, {
    headers: { ...bearer(), "x-forwarded-host": "evil.test", forwarded: "host=evil.test" },
  });
  expect((await house.fetch(asked)).status).toBe(302);
  const type = "billing_portal.session.created";
  const { data } = await house.deps.stripe.events.list({ type, limit: 1 });
  expect(data).toMatchObject([
    { data: { object: { return_url: `${APP_URL}/organization#/plans` } } },
  ]);
});

it("lets nobody keep what tRPC streams", async () => {
  const headers = { ...bearer(), "trpc-accept": "application/jsonl" };
  const batch = JSON.stringify({ 0: { returnUrl: `${APP_URL}/` } });
  const answer = await house.fetch(post("/trpc/billing.createPortal?batch=1", headers, batch));
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.text()).toContain("/p/session/");
});
