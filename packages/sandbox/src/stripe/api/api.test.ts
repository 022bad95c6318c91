import { expect, it, vi } from "vitest";
import { errorIn, openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe, ask, lastAnswer } = openTestSandbox();

it("tells the real SDK which account it talks to", async () => {
  const account = await stripe.accounts.retrieveCurrent();
  expect(account).toMatchObject({ object: "account", id: expect.stringMatching(/^acct_/) });
  expect(account.lastResponse.requestId).toMatch(/^req_\w{14}$/);
  expect(account.lastResponse.apiVersion).toBe("2026-10-28.endive");
});

it("prints its answers as Stripe does, and lets nobody keep them", async () => {
  const answer = await ask("/v1/customers/cus_acme", {
    headers: { "stripe-version": "2025-09-30.clover", "stripe-account": "acct_1" },
  });
  expect(answer.headers.get("cache-control")).toBe("no-cache, no-store");
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.headers.get("stripe-version")).toBe("2025-09-30.clover");
  expect(answer.headers.get("stripe-account")).toBe("acct_1");
  expect(answer.headers.get("stripe-should-retry")).toBeNull();
  expect(await answer.text()).toContain('{\n  "id": "cus_acme",\n  "object": "customer",');
});

it.each([
  ["no key", "", "You did not provide an API key."],
  ["a key that is none", "nonsense_1234567", "Invalid API Key provided: ************4567"],
  ["a live key", "sk_live_1234567890", "This is a sandbox and takes no live keys."],
])("refuses %s", async (_, key, message) => {
  const answer = await ask("/v1/customers", { key });
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="Stripe"');
  expect(answer.headers.get("request-id")).toBeNull();
  expect(await answer.json()).toMatchObject({
    error: { type: "invalid_request_error", message: expect.stringContaining(message) },
  });
});

it("takes the key as a user name too, as curl sends it", async () => {
  const authorization = `Basic ${btoa("sk_test_anything:")}`;
  expect((await ask("/v1/customers", { key: "", headers: { authorization } })).status).toBe(200);
});

it("answers an unknown id in the path with 404, in a parameter with 400", async () => {
  expect(await refusalOf(stripe.customers.retrieve("nobody"))).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    param: "id",
    message: "No such customer: 'nobody'",
    doc_url: "https://stripe.com/docs/error-codes/resource-missing",
  });
  expect(await refusalOf(stripe.subscriptions.list({ customer: "nobody" }))).toMatchObject({
    statusCode: 400,
    code: "resource_missing",
    param: "customer",
  });
});

it("prints the keys of a refusal in order", async () => {
  const printed = await (await ask("/v1/customers/nobody")).text();
  expect([...printed.matchAll(/^ {4}"(\w+)"/gm)].map(([, key]) => key)).toEqual([
    "code",
    "doc_url",
    "message",
    "param",
    "request_log_url",
    "type",
  ]);
});

it.each([
  ["GET", "/v1/nonsense"],
  ["DELETE", "/v1/products"],
  ["PATCH", "/v1/customers/cus_acme"],
  ["GET", "/v1/customers/"],
])("does not know %s %s", async (method, path) => {
  const answer = await ask(path, { method });
  expect(answer.status).toBe(404);
  const error = await errorIn(answer);
  expect(error.message).toContain(`Unrecognized request URL (${method}: ${path}).`);
});

it.each([
  ["foo=1", "Received unknown parameter: foo", "parameter_unknown"],
  ["foo=1&bar=2", "Received unknown parameters: foo, bar", "parameter_unknown"],
  ["address[planet]=Mars", "Received unknown parameter: address[planet]", "parameter_unknown"],
  ["name[first]=A", 'Invalid string: {"first":"A"}', undefined],
  ["metadata=1", "Invalid object", undefined],
  ["preferred_locales=en", "Invalid array", undefined],
  [
    "payment_method=",
    "You passed an empty string for 'payment_method'.",
    "parameter_invalid_empty",
  ],
])("refuses %s when a customer is made", async (body, message, code) => {
  const answer = await ask("/v1/customers", { method: "POST", body });
  expect(answer.status).toBe(400);
  const error = await errorIn(answer);
  expect(error.message).toContain(message);
  expect(error.code).toBe(code);
});

it.each([
  ["/v1/customers?limit=abc", "Invalid integer: abc"],
  ["/v1/products?active=maybe", "Invalid boolean: maybe"],
  ["/v1/prices?type=odd", "Invalid type: must be one of one_time, or recurring"],
  ["/v1/payment_methods/nope/attach", "Missing required param: customer."],
])("refuses %s in Stripe's words", async (path, message) => {
  const method = path.endsWith("attach") ? "POST" : "GET";
  const error = await errorIn(await ask(path, { method }));
  expect(error.message).toBe(message);
});

it("stays up whatever is sent", async () => {
  const statuses = await Promise.all(
    [
      ask("/v1/customers/%zz"),
      ask("/v1/customers", { method: "POST", body: "__proto__[polluted]=1" }),
      ask("/v1/customers", { method: "POST", body: "a[b][c][d][e][f][g][h][i][j][k][l][m][n]=1" }),
      ask("/v1/customers", { method: "POST", body: "metadata[][]=1&metadata[a][b]=2" }),
      ask("/v1/customers", { method: "POST", body: new Uint8Array([0, 255, 254, 61, 128]) }),
      ask("/v1/customers", { method: "POST", body: "a[]=1&".repeat(10_000) }),
      ask("/v1/customers", { method: "POST", body: `name=${"x".repeat(1024 * 1024)}` }),
      ask(`/v1/customers?limit=${"9".repeat(400)}`),
      ask("/v1/customers?expand[]=__proto__.constructor"),
    ].map(async (answer) => (await answer).status),
  );
  expect(statuses).toEqual([404, 400, 400, 400, 400, 400, 413, 400, 400]);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

it("answers a name of another machine with nothing", async () => {
  const answer = await ask("/v1/customers", { headers: { host: "evil.example" } });
  expect(answer.status).toBe(403);
});

it("says so in the log and as Stripe would when it fails itself", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const broken = openTestSandbox();
  vi.spyOn(JSON, "stringify").mockImplementationOnce(() => {
    throw new Error("broken");
  });
  const answer = await broken.ask("/v1/customers", { method: "POST", body: "name=A" });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ error: { type: "api_error" } });
  expect(logged).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});

it("keeps the answer's headers where the SDK looks for them", async () => {
  const customer = await stripe.customers.create({ name: "A" }, { idempotencyKey: "headers" });
  expect(customer.lastResponse.idempotencyKey).toBe("headers");
  expect(lastAnswer().headers.get("stripe-should-retry")).toBe("false");
  expect(lastAnswer().headers.get("original-request")).toBe(customer.lastResponse.requestId);
});
