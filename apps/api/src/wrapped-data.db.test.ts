import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_URL, type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
let key: string;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
  key = await house.apiKeyOf("ada", "org_acme", ["billing:write"]);
});
afterAll(() => house.close());

const there = JSON.stringify({ return_url: `${APP_URL}/settings/billing` });

async function open(authorization: string | undefined, body: string | null = there) {
  const answer = await house.fetch(
    new Request(`${APP_URL}/v1/billing/portal`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(authorization !== undefined && { authorization }),
      },
      body,
    }),
  );
  return { status: answer.status, body: await jsonOf(answer), headers: answer.headers };
}
const openWith = (body?: string) => open(`Bearer ${key}`, body);

const refusal = (code: string, message: string, details?: object) => ({
  success: false,
  error: {
    code,
    message,
    request_id: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
    ...(details && { details }),
  },
});
const unauthorized = refusal("UNAUTHORIZED", "authentication failed");
const invalid = (details: object) => refusal("VALIDATION_FAILED", "validation failed", details);

describe("POST /v1/billing/portal", () => {
  it("answers the portal's address and until when it can be followed", async () => {
    const { status, body, headers } = await openWith();
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      data: {
        portal_url: expect.stringContaining("/p/session/"),
        expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("says the request's id in its refusal, as it does in the header", async () => {
    const { body, headers } = await open(undefined);
    expect(body).toMatchObject({ error: { request_id: headers.get("x-request-id") } });
  });

  it("answers 401 to whoever brings no key", async () => {
    const token = await house.tokenOf("ada", "org_acme");
    const none = [undefined, "Bearer", "Bearer ", "Basic YTpi", key, `Bearer ${token}`];
    const forged = [`Bearer ${key}x`, `Bearer ${key} ${key}`, "Bearer am_test_1"];
    for (const authorization of [...none, ...forged])
      expect(await open(authorization)).toMatchObject({ status: 401, body: unauthorized });
  });

  it.each([
    ["{}", { return_url: "is required" }],
    ['{"return_url":null}', { return_url: "is required" }],
    ['{"return_url":7}', { return_url: "must be text" }],
    ["[]", { body: "must be a JSON object" }],
    ["null", { body: "must be a JSON object" }],
    ["not json", { body: "must be a JSON object" }],
    ["", { body: "must be a JSON object" }],
    ['{"return_url":""}', { return_url: "must be on the allow-list" }],
    ['{"return_url":"https://evil.test/"}', { return_url: "must be on the allow-list" }],
    [
      '{"return_url":"https://localhost:5173.evil.test/"}',
      { return_url: "must be on the allow-list" },
    ],
  ])("answers 422 to %s", async (sent, details) => {
    const { status, body } = await openWith(sent);
    expect(status).toBe(422);
    expect(body).toEqual(invalid(details));
  });

  it("asks the database one thing before it answers", async () => {
    await openWith();
    expect(await house.statementsOf(() => openWith())).toBe(1);
  });
});

describe("its portal", () => {
  it("offers payment methods, invoices and billing details, and neither changes nor ends a plan", async () => {
    await openWith();
    const [configuration, ...others] = await paymentsOnlyAtStripe(house);
    expect(others).toEqual([]);
    expect(configuration?.features).toMatchObject({
      payment_method_update: { enabled: true },
      invoice_history: { enabled: true },
      customer_update: { enabled: true },
      subscription_cancel: { enabled: false },
      subscription_update: { enabled: false },
    });
  });

  it("is told to be missing until it is applied, in the contract's words", async () => {
    const bare = await openHouse({ portal: {} });
    await bare.settle();
    const key = await bare.apiKeyOf("ada", "org_acme", ["billing:write"]);
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await bare.fetch(
      new Request(`${APP_URL}/v1/billing/portal`, { method: "POST", headers, body: there }),
    );
    expect(answer.status).toBe(502);
    expect(await jsonOf(answer)).toMatchObject({ error: { code: "BILLING_PORTAL_UNAVAILABLE" } });
    await bare.close();
  });
});

async function paymentsOnlyAtStripe({ deps }: House) {
  const { data } = await deps.stripe.billingPortal.configurations.list({ limit: 100 });
  return data.filter(({ metadata }) => metadata?.["portico_portal"] === "payments");
}
