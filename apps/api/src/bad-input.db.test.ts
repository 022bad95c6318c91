import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { APP_URL, type House, jsonOf, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const ask = (path: string, init?: RequestInit) => house.fetch(new Request(APP_URL + path, init));

const envelope = (code: string) => ({
  error: {
    code,
    message: expect.stringMatching(/\.$/),
    request_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
  },
});

describe("an address that is not ours", () => {
  it.each([
    "/",
    "/nothing",
    "/api",
    "/api/v1",
    "/%00",
    "/..%2f..%2fetc%2fpasswd",
    "/api/v1/operations/payment/customer-portal/",
    "//evil",
  ])("%s is answered 404 in the house's envelope", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(await jsonOf(answer)).toEqual(envelope("NOT_FOUND"));
  });
});

describe("a wrong method", () => {
  it.each([
    ["POST", "/api/v1/operations/payment/customer-portal", "GET"],
    ["DELETE", "/api/v1/operations/payment/customer-portal", "GET"],
    ["GET", "/api/billing-portal", "POST"],
    ["PUT", "/v1/billing/portal", "POST"],
    ["PATCH", "/subscriptions/portal", "POST"],
    ["GET", "/webhooks/stripe", "POST"],
    ["PUT", "/webhooks/clerk", "POST"],
    ["POST", "/health", "GET"],
  ])("%s %s is answered 405, with what is allowed", async (method, path, allowed) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toContain(allowed);
    expect(await jsonOf(answer)).toEqual(envelope("METHOD_NOT_ALLOWED"));
  });

  it("is answered by tRPC in its own shape", async () => {
    const answer = await ask("/trpc/billing.createPortal");
    expect(answer.status).toBe(405);
    expect(await jsonOf(answer)).toMatchObject({
      error: { data: { code: "METHOD_NOT_SUPPORTED" } },
    });
  });
});

describe("tRPC", () => {
  const post = (
    body: string,
    headers: Record<string, string> = { "content-type": "application/json" },
  ) => ask("/trpc/billing.createPortal", { method: "POST", headers, body });

  it.each([
    ["broken JSON", "{", 400],
    ["no JSON", "hello", 400],
    ["a list", "[]", 400],
    ["null", "null", 400],
    ["a wrong type", '{"returnUrl":7}', 400],
    ["an unknown flow", `{"returnUrl":"${APP_URL}","flow":{"type":"steal"}}`, 400],
    [
      "what no database can hold",
      `{"returnUrl":"${APP_URL}","flow":{"type":"subscription_cancel","subscription":"sub\\u0000"}}`,
      400,
    ],
    ["an unknown locale", `{"returnUrl":"${APP_URL}","locale":"xx"}`, 400],
    ["65 KB", JSON.stringify({ returnUrl: "a".repeat(65 * 1024) }), 413],
  ])("answers %s clearly, and tells nothing about itself", async (_, body, status) => {
    const answer = await post(body);
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(JSON.parse(text)).toMatchObject({
      error: { message: expect.stringMatching(/\S/), data: { httpStatus: status } },
    });
    expect(text).not.toMatch(/stack|node_modules|\.ts:/);
  });

  it("refuses other content types", async () => {
    expect(
      (await post("a=b", { "content-type": "application/x-www-form-urlencoded" })).status,
    ).toBe(415);
  });

  it.each(["billing.steal", "", "__proto__", "billing", "billing.view%00", ",", "%E0%A4%A"])(
    "knows no procedure %j",
    async (name) => {
      expect((await ask(`/trpc/${name}`)).status).toBe(404);
      expect((await ask(`/trpc/${name}?batch=1`)).status).toBe(404);
    },
  );

  it("logs what a client did wrong as the client's", async () => {
    await ask("/trpc/billing.steal");
    await ask("/trpc/billing.auditLog?input=%7B");
    await post("{");
    expect(house.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it("answers no endless batch", async () => {
    const paths = Array.from({ length: 11 }, () => "billing.view").join(",");
    expect((await ask(`/trpc/${paths}?batch=1`)).status).toBe(400);
  });
});

describe("webhooks", () => {
  it.each(["/webhooks/stripe", "/webhooks/clerk"])(
    "%s answers 400 to what is not signed",
    async (path) => {
      for (const body of ["", "{}", "[]", "nonsense"]) {
        const answer = await ask(path, { method: "POST", body });
        expect(answer.status).toBe(400);
        expect(await jsonOf(answer)).toEqual(envelope("BAD_SIGNATURE"));
      }
    },
  );

  it.each(["/webhooks/stripe", "/webhooks/clerk"])(
    "%s refuses more than a megabyte",
    async (path) => {
      const answer = await ask(path, { method: "POST", body: "a".repeat(1024 * 1024 + 1) });
      expect(answer.status).toBe(413);
      expect(await jsonOf(answer)).toEqual(envelope("PAYLOAD_TOO_LARGE"));
    },
  );
});

describe("a request id", () => {
  it("is kept when it is a ULID, so that a trace goes on", async () => {
    const id = "01JTBQH2FZ8K1RXC0WJ4Z9P3VM";
    expect(
      (await ask("/health", { headers: { "x-request-id": id } })).headers.get("x-request-id"),
    ).toBe(id);
  });

  it.each(["1", "x".repeat(26), "01jtbqh2fz8k1rxc0wj4z9p3vm", "<script>"])(
    "is ours instead of %s",
    async (id) => {
      const answer = await ask("/health", { headers: { "x-request-id": id } });
      expect(answer.headers.get("x-request-id")).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      expect(answer.headers.get("x-request-id")).not.toBe(id);
    },
  );
});
