import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { APP, at, browserOf, jsonOf, startSandbox } from "./test-sandbox.ts";

const RELEASE = "/npm/@clerk/clerk-js@5.128.0/dist";

test("clerk-js is served from the installed package, for ever", async () => {
  const response = await startSandbox().ask(`${RELEASE}/clerk.browser.js`);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toContain("immutable");
  expect((await response.text()).length).toBeGreaterThan(100_000);
});

test.each([
  `${RELEASE}/..%2f..%2fpackage.json`,
  `${RELEASE}/%2e%2e`,
  `${RELEASE}/nothing.js`,
  "/npm/@clerk/clerk-js@9.9.9/dist/clerk.browser.js",
  "/npm/@clerk/backend@2.33.8/dist/index.js",
])("%s is not served", async (path) => {
  expect((await startSandbox().ask(path)).status).toBe(404);
});

test("the picker lists the demo people and loads nothing", async () => {
  const response = await startSandbox().ask("/sandbox/sign-in");
  const page = await response.text();
  for (const name of ["Ada Lovelace", "Grace Hopper", "Linus Pauling", "Bob Kahn"])
    expect(page).toContain(name);
  expect(page).not.toMatch(/<script|src=|href=|url\(/);
  const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = response.headers.get("content-security-policy");
  expect(policy).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
});

test("choosing a person signs the browser in, once per ticket", async () => {
  const sandbox = startSandbox();
  const target = await choose(sandbox, "/sandbox/sign-in");
  expect(`${target.origin}${target.pathname}`).toBe(`${APP}/sign-in`);
  const ticket = target.searchParams.get("__clerk_ticket") ?? "";
  const browser = browserOf(sandbox);
  const first = await browser.post("/v1/client/sign_ins", { strategy: "ticket", ticket });
  expect(first).toMatchObject({ status: 200, answer: { response: { status: "complete" } } });
  const second = await browser.post("/v1/client/sign_ins", { strategy: "ticket", ticket });
  expect(second).toMatchObject({
    status: 400,
    answer: { errors: [{ code: "ticket_expired_code" }] },
  });
});

test.each([
  ["/billing?continue=portal", `${APP}/billing?continue=portal`],
  [`${APP}/billing`, `${APP}/billing`],
  ["//evil.example/x", null],
  ["/\\evil.example", null],
  ["https://evil.example/", null],
  ["http://me@localhost:5173/", null],
  ["javascript:alert(1)", null],
])("after the picker, %s leads to %s", async (wished, expected) => {
  const target = await choose(
    startSandbox(),
    `/sandbox/sign-in?redirect_url=${encodeURIComponent(wished)}`,
  );
  expect(target.searchParams.get("redirect_url")).toBe(expected);
});

test("only this machine's own names are answered", async () => {
  const { ask, fetch } = startSandbox();
  expect((await fetch(new Request("http://rebound.example/v1/environment"))).status).toBe(403);
  expect((await ask("/v1/environment", { headers: { host: "rebound.example" } })).status).toBe(403);
  expect((await ask("/v1/environment", { headers: { host: "[::1]:12112" } })).status).toBe(200);
});

test("pages of another origin change nothing", async () => {
  const { ask } = startSandbox();
  for (const origin of ["https://evil.example", "http://localhost:9999", "null"]) {
    const response = await ask("/sandbox/sign-in", {
      method: "POST",
      headers: { origin },
      body: new URLSearchParams({ person: "ada" }),
    });
    expect(response.status).toBe(403);
  }
});

test.each([
  ["POST", "/v1/client/sign_ins?__clerk_db_jwt=x", "x".repeat(70_000), 413],
  ["POST", "/v1/client/sign_ins", "identifier=ada", 401],
  ["POST", "/v1/client/sessions/%ff/touch", "{", 401],
  ["POST", "/sandbox/sign-in", "person=eve", 400],
  ["GET", "/v1/me?__clerk_db_jwt=x", undefined, 401],
  ["GET", "/v1/nothing?__clerk_db_jwt=x", undefined, 404],
  ["DELETE", "/v1/environment?__clerk_db_jwt=x", undefined, 404],
  ["GET", "/nothing", undefined, 404],
])("%s %s with nonsense is refused in Clerk's shape", async (method, path, body, status) => {
  const response = await startSandbox().ask(
    path,
    body === undefined ? { method } : { method, body },
  );
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(at(await jsonOf(response), "errors", "0", "code")).toEqual(expect.any(String));
});

test("a broken or mistyped JSON body is refused with the field named", async () => {
  const { ask } = startSandbox();
  const create = async (body: string) => {
    const headers = { authorization: "Bearer sk_test_x" };
    const response = await ask("/v1/organizations", { method: "POST", headers, body });
    return [response.status, at(await jsonOf(response), "errors", "0", "meta", "param_name")];
  };
  expect(await create("[1")).toEqual([400, undefined]);
  expect(await create("null")).toEqual([400, undefined]);
  expect(await create("{}")).toEqual([422, "name"]);
  expect(await create('{"name":7}')).toEqual([422, "name"]);
  expect(await create('{"name":"New","created_by":"user_nobody"}')).toEqual([404, undefined]);
});

async function choose({ ask }: ReturnType<typeof startSandbox>, path: string): Promise<URL> {
  const response = await ask(path, {
    method: "POST",
    headers: { origin: APP },
    body: new URLSearchParams({ person: "ada" }),
  });
  expect(response.status).toBe(303);
  return new URL(response.headers.get("location") ?? "");
}
