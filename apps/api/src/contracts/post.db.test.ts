import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { APP_URL, type House, jsonOf, openHouse } from "../testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());
afterEach(() => house.stripeAnswers());

type Who = Parameters<House["tokenOf"]> | undefined;

async function post(path: string, who: Who, body?: string) {
  const token = who && (await house.tokenOf(...who));
  const answer = await house.fetch(
    new Request(APP_URL + path, {
      method: "POST",
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body ?? null,
    }),
  );
  return { status: answer.status, body: await jsonOf(answer), headers: answer.headers };
}

const stripeIsDown = () =>
  house.stripeAnswers(async () =>
    Response.json({ error: { type: "api_error", message: "boom" } }, { status: 500 }),
  );

const portal = expect.stringContaining("/p/session/");
const words = expect.stringMatching(/\.$/);

describe("POST /api/billing-portal", () => {
  const there = JSON.stringify({ return_url: `${APP_URL}/dashboard/settings` });
  const ask = (who: Who, body = there) => post("/api/billing-portal", who, body);
  const problem = (code: string) => ({
    error: { code, message: words, request_id: expect.stringMatching(/^[0-9A-Z]{26}$/) },
  });

  it("answers the portal's address, which nobody may keep", async () => {
    const { status, body, headers } = await ask(["ada", "org_acme"]);
    expect(status).toBe(200);
    expect(body).toEqual({ url: portal });
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it.each<[number, string, Who, string?]>([
    [401, "UNAUTHORIZED", undefined],
    [401, "NO_ORGANIZATION", ["ada", null]],
    [403, "FORBIDDEN", ["bob", "org_acme"]],
    [400, "NO_STRIPE_CUSTOMER", ["grace", "org_globex"]],
    [400, "BAD_REQUEST", ["ada", "org_acme"], "{}"],
    [400, "BAD_REQUEST", ["ada", "org_acme"], "not json"],
    [400, "RETURN_URL_NOT_ALLOWED", ["ada", "org_acme"], '{"return_url":"https://evil.test/"}'],
  ])("answers %i %s", async (status, code, who, body) => {
    expect(await ask(who, body)).toMatchObject({ status, body: problem(code) });
  });

  it("answers 500 when Stripe does not answer as it should", async () => {
    stripeIsDown();
    expect(await ask(["ada", "org_acme"])).toMatchObject({
      status: 500,
      body: problem("STRIPE_UNAVAILABLE"),
    });
  });
});

describe("POST /subscriptions/portal", () => {
  const ask = (who: Who) => post("/subscriptions/portal", who);

  it("answers success and the portal's address, without a body", async () => {
    const { status, body } = await ask(["ada", "org_umbrella"]);
    expect(status).toBe(200);
    expect(body).toEqual({ success: true, url: portal });
  });

  it.each<[number, string, Who]>([
    [401, "UNAUTHORIZED", undefined],
    [403, "FORBIDDEN", ["bob", "org_acme"]],
    [404, "ORGANIZATION_NOT_FOUND", ["ada", null]],
    [400, "NO_STRIPE_CUSTOMER", ["grace", "org_globex"]],
  ])("answers %i %s", async (status, error_code, who) => {
    expect(await ask(who)).toMatchObject({
      status,
      body: { success: false, error_code, message: words },
    });
  });

  it("answers 500 when Stripe does not answer as it should", async () => {
    stripeIsDown();
    expect(await ask(["ada", "org_acme"])).toMatchObject({ status: 500, body: { success: false } });
  });
});

describe("somebody or something that no longer exists at Clerk", () => {
  const clerk = (path: string) =>
    house.sandbox.clerk(
      new Request(`http://localhost:12112/v1${path}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${house.settings.clerk.secretKey}` },
      }),
    );

  it("is refused at once, before the token expires", async () => {
    const [linus, grace] = [
      await house.tokenOf("linus", "org_initech"),
      await house.tokenOf("grace", "org_globex"),
    ];
    expect((await clerk("/users/user_linus")).status).toBe(200);
    expect((await clerk("/organizations/org_globex")).status).toBe(200);
    await house.settle();
    const ask = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await house.fetch(
        new Request(`${APP_URL}/subscriptions/portal`, { method: "POST", headers }),
      );
      return { status: answer.status, body: await jsonOf(answer) };
    };
    expect(await ask(linus)).toMatchObject({ status: 404, body: { error_code: "USER_NOT_FOUND" } });
    expect(await ask(grace)).toMatchObject({
      status: 404,
      body: { error_code: "ORGANIZATION_NOT_FOUND" },
    });
  });
});
