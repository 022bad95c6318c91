import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_URL, type House, LISTED_ORIGIN, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const BEARER_ROUTES = [
  "/subscriptions/portal",
  "/api/billing-portal",
  "/v1/billing/portal",
  "/trpc/billing.createPortal",
];

const preflight = (path: string, origin: string) =>
  house.fetch(
    new Request(APP_URL + path, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    }),
  );

describe.each(BEARER_ROUTES)("%s", (path) => {
  it("lets pages of listed origins ask, without credentials", async () => {
    const { status, headers } = await preflight(path, LISTED_ORIGIN);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe(LISTED_ORIGIN);
    expect(headers.get("access-control-allow-headers")).toContain("authorization");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
  });

  it.each([`${LISTED_ORIGIN}.evil.test`, "http://partner.test", "https://evil.test", "null", "*"])(
    "lets %s read nothing",
    async (origin) => {
      const asked = await preflight(path, origin);
      expect(asked.headers.get("access-control-allow-origin")).toBeNull();
      const answer = await house.fetch(
        new Request(APP_URL + path, { method: "POST", headers: { origin }, body: "{}" }),
      );
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  it("shows refusals too to a listed origin, with the request's id", async () => {
    const answer = await house.fetch(
      new Request(APP_URL + path, { method: "POST", headers: { origin: LISTED_ORIGIN } }),
    );
    expect(answer.headers.get("access-control-allow-origin")).toBe(LISTED_ORIGIN);
    expect(answer.headers.get("access-control-expose-headers")).toContain("x-request-id");
    expect(answer.headers.get("vary")).toContain("Origin");
  });
});

it.each([
  "/api/v1/operations/payment/customer-portal",
  "/webhooks/stripe",
  "/webhooks/clerk",
  "/config.json",
])("%s is for no page of another origin", async (path) => {
  const answer = await preflight(path, LISTED_ORIGIN);
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});
