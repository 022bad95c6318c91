import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "./free-port.ts";
import { startSandbox } from "./server.ts";

const envelope = z.object({
  error: z.looseObject({ type: z.string(), message: z.string() }),
});

let folder: string;
let port: number;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  port = await freePort();
  const [clerkPort, apiPort] = [await freePort(), await freePort()];
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const appUrl = "http://localhost:5173";
  sandbox = await startSandbox({ folder, stripePort: port, clerkPort, appUrl, apiUrl, events: [] });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

interface Bad {
  method?: string;
  path?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** As it is on the wire: nothing is put right beforehand. */
function send({ method = "POST", path = "/v1/customers", body = "", headers = {} }: Bad) {
  const asked = { host: "127.0.0.1", port, method, path, agent: false };
  const all = {
    authorization: "Bearer sk_test_x",
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  };
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sending = request({ ...asked, headers: all }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += String(part)));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sending.on("error", reject);
    sending.end(method === "GET" ? "" : body);
  });
}

const deep = `metadata${"[a]".repeat(10_000)}=1`;
const many = Array.from({ length: 20_000 }, (_, place) => `metadata[k${place}]=1`).join("&");

it.each<[string, number, Bad]>([
  ["a body of two megabytes", 413, { body: `name=${"x".repeat(2_000_000)}` }],
  ["nesting ten thousand deep", 400, { body: deep }],
  ["nesting in the address", 400, { method: "GET", path: `/v1/customers?${deep.slice(0, 9_000)}` }],
  ["twenty thousand parameters", 400, { body: many }],
  ["a name that is a number too large", 400, { body: "expand[99999999999999999999]=x" }],
  ["__proto__ as a parameter", 400, { body: "__proto__[polluted]=1" }],
  ["constructor as a parameter", 400, { body: "constructor[prototype][polluted]=1" }],
  ["toString as a parameter", 400, { body: "toString=1" }],
  ["an address that is badly encoded", 404, { method: "GET", path: "/v1/customers/%E0%A4%A" }],
  ["__proto__ as an id", 404, { method: "GET", path: "/v1/customers/__proto__" }],
  ["a NUL in an id", 404, { method: "GET", path: "/v1/customers/%00" }],
  ["a method nobody knows", 404, { method: "PATCH" }],
  ["PUT", 404, { method: "PUT", path: "/v1/customers/cus_acme" }],
  ["an address that is no address", 404, { method: "GET", path: "/v1/../v1//nothing" }],
  ["an address that only begins like the API", 404, { method: "GET", path: "/v1customers" }],
  ["JSON", 400, { body: '{"name":"x"}', headers: { "content-type": "application/json" } }],
  ["a live key", 401, { headers: { authorization: "Bearer sk_live_x" } }],
  ["a live restricted key", 401, { headers: { authorization: "Bearer rk_live_x" } }],
  ["a publishable key", 401, { headers: { authorization: "Bearer pk_test_x" } }],
  ["no key", 401, { headers: { authorization: "" } }],
  ["a key that is no text", 401, { headers: { authorization: "Basic ÿÿÿ=" } }],
  ["a foreign host", 403, { headers: { host: "evil.test" } }],
  ["a cursor that is nobody", 400, { method: "GET", path: "/v1/customers?starting_after=%00" }],
  ["a limit that is no number", 400, { method: "GET", path: "/v1/customers?limit=1e3" }],
  [
    "a key for idempotency that is too long",
    400,
    { headers: { "idempotency-key": "k".repeat(300) } },
  ],
])("refuses %s in Stripe's own shape: %i", async (_, status, bad) => {
  const answer = await send(bad);
  expect(answer.status).toBe(status);
  expect(envelope.parse(JSON.parse(answer.text)).error.message).not.toBe("");
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

it.each<[string, Bad]>([
  ["badly encoded text", { body: "name=%E0%A4%A&email=%" }],
  ["bytes that are no text", { body: "name=\u0000\uFFFF" }],
  ["metadata named like a prototype", { body: "metadata[__proto__]=1&metadata[constructor]=2" }],
  ["a body without a content type", { body: "name=x", headers: { "content-type": "" } }],
])("takes %s as it stands", async (_, bad) => {
  expect((await send(bad)).status).toBe(200);
});

it("refuses headers of megabytes, and goes on", async () => {
  const answer = await send({ headers: { "x-long": "x".repeat(3_000_000) } }).catch(
    () => undefined,
  );
  expect(answer?.status ?? 431).toBe(431);
  expect((await send({})).status).toBe(200);
});

it.each<[number, Bad]>([
  [403, { path: "/console/reset", headers: { origin: "http://evil.test" } }],
  [403, { path: "/console/clock", headers: { origin: "null" } }],
  [403, { path: "/console/reset" }],
  [403, { path: "/i/in_initech3", headers: { origin: "http://evil.test" } }],
  [403, { path: "/sandbox/reset", headers: { origin: "http://evil.test" } }],
  [403, { path: "/sandbox/clock", headers: { host: "evil.test" } }],
  [403, { method: "GET", path: "/", headers: { host: "evil.test" } }],
  [403, { method: "GET", path: "/i/in_acme4", headers: { host: "evil.test" } }],
  [413, { path: "/sandbox/faults", body: "x".repeat(100_000) }],
  [400, { path: "/sandbox/clock", body: "{" }],
  [
    400,
    {
      path: "/sandbox/clock",
      body: '{"advance":1e99}',
      headers: { "content-type": "application/json" },
    },
  ],
  [400, { path: "/sandbox/settings", body: '{"__proto__":{}}' }],
  [404, { path: "/sandbox/__proto__" }],
  [404, { method: "GET", path: "/console/events/%00" }],
  [404, { method: "GET", path: "/console/customers/__proto__" }],
  [404, { method: "GET", path: "/i/%E0%A4%A" }],
])("answers %i to %j", async (status, bad) => {
  expect((await send(bad)).status).toBe(status);
});
