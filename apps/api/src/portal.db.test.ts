import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_URL, type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const PORTAL = `${APP_URL}/api/v1/operations/payment/customer-portal`;
const follow = (headers: Record<string, string> = {}) =>
  house.fetch(new Request(PORTAL, { headers }));
const as = async (...who: Parameters<House["tokenOf"]>) => ({
  authorization: `Bearer ${await house.tokenOf(...who)}`,
});

const createPortal = (
  headers: Record<string, string>,
  input: object = { returnUrl: `${APP_URL}/billing` },
) => post("", headers, JSON.stringify(input));

async function post(query: string, headers: Record<string, string>, body: string) {
  const answer = await house.fetch(
    new Request(`${APP_URL}/trpc/billing.createPortal${query}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    }),
  );
  return { status: answer.status, body: await jsonOf(answer) };
}

describe("the mutation", () => {
  it("opens the portal of the caller's own organization", async () => {
    const { status, body } = await createPortal(await as("ada", "org_acme"));
    expect(status).toBe(200);
    expect(body).toEqual({
      result: {
        data: { url: expect.stringContaining("/p/session/"), expiresAt: expect.any(String) },
      },
    });
  });

  it("takes no customer, price or configuration from a client", async () => {
    const greedy = {
      returnUrl: `${APP_URL}/billing`,
      customer: "cus_other",
      configuration: "bpc_1",
    };
    expect(await createPortal(await as("ada", "org_acme"), greedy)).toMatchObject({
      status: 400,
      body: { error: { data: { reason: "BAD_REQUEST" } } },
    });
  });

  it("opens no step for somebody else's subscription", async () => {
    const flow = { type: "subscription_cancel", subscription: "sub_initech" };
    expect(
      await createPortal(await as("ada", "org_acme"), { returnUrl: `${APP_URL}/`, flow }),
    ).toMatchObject({
      status: 400,
      body: {
        error: {
          data: { reason: "BAD_REQUEST" },
          message: "This organization has no such subscription.",
        },
      },
    });
  });

  it("is answered the same by itself and in a batch", async () => {
    const ada = await as("ada", "org_acme");
    const ways: [Record<string, string>, string][] = [
      [{}, `{"returnUrl":"${APP_URL}/"}`],
      [ada, `{"returnUrl":7}`],
      [ada, `{"returnUrl":"https://evil.test/"}`],
      [await as("grace", "org_globex"), `{"returnUrl":"${APP_URL}/"}`],
      [await as("bob", "org_acme"), `{"returnUrl":"${APP_URL}/"}`],
    ];
    const trace = { "x-request-id": "01JTBQH2FZ8K1RXC0WJ4Z9P3VM" };
    for (const [who, input] of ways) {
      const headers = { ...who, ...trace };
      const [alone, batched] = await Promise.all([
        post("", headers, input),
        post("?batch=1", headers, `{"0":${input}}`),
      ]);
      expect(alone.status).toBe(batched.status);
      expect([alone.body]).toEqual(batched.body);
    }
  });
});

it("logs what happened, and no secret, token or portal address", async () => {
  const headers = await as("ada", "org_acme");
  await createPortal(headers);
  await follow(headers);
  house.stripeAnswers(async () =>
    Response.json(
      { error: { message: `Invalid API Key: ${house.settings.stripe.secretKey}` } },
      { status: 401 },
    ),
  );
  await createPortal(headers);
  const log = house.logged.join("");
  expect(log).toContain("STRIPE_UNAVAILABLE");
  expect(log).toContain("/trpc/billing.createPortal");
  expect(log).not.toMatch(/p\/session|eyJ|sk_test_|whsec_/);
});
