import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyToken } from "@clerk/backend";
import { expect, onTestFinished, test } from "vitest";
import { worldInFolder } from "../../world.ts";
import { openSigningKey } from "../signing-key.ts";
import { at, browserOf, KEYS, startSandbox } from "../test-sandbox.ts";

test("somebody signs in by e-mail address and password, chooses an organization and signs out", async () => {
  const browser = browserOf(startSandbox());
  const session = `/v1/client/sessions/${await browser.signIn("Ada@acme.test")}`;
  const fresh = {
    status: "active",
    last_active_organization_id: "org_acme",
    user: { id: "user_ada" },
  };
  expect(await browser.get("/v1/client")).toMatchObject({
    answer: { response: { sessions: [fresh] } },
  });

  const chosen = await browser.post(`${session}/touch`, { active_organization_id: "org_umbrella" });
  expect(chosen).toMatchObject({
    answer: { response: { last_active_organization_id: "org_umbrella" } },
  });
  const foreign = await browser.post(`${session}/touch`, { active_organization_id: "org_globex" });
  expect(foreign.status).toBe(404);

  const out = await browser.post("/v1/client/sessions?_method=DELETE", {});
  expect(out).toMatchObject({ answer: { client: { sessions: [] } } });
  expect((await browser.post(`${session}/tokens`, {})).status).toBe(401);
});

test("a wrong password and an unknown address are refused in Clerk's words", async () => {
  const browser = browserOf(startSandbox());
  const wrong = await browser.post("/v1/client/sign_ins", {
    identifier: "ada@acme.test",
    password: "x",
  });
  expect(wrong).toMatchObject({
    status: 422,
    answer: { errors: [{ code: "form_password_incorrect" }] },
  });
  const unknown = await browser.post("/v1/client/sign_ins", { identifier: "eve@acme.test" });
  expect(unknown).toMatchObject({
    status: 422,
    answer: { errors: [{ code: "form_identifier_not_found" }] },
  });
});

test("a restart signs nobody out", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clerk-sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const start = () =>
    startSandbox({ world: worldInFolder(folder), signingKey: openSigningKey(folder) });

  const before = start();
  await browserOf(before).signIn("bob@acme.test");
  const jwt = await before.token("bob", "org_acme");
  expect(statSync(join(folder, "clerk-signing-key.pem")).mode & 0o777).toBe(0o600);

  const after = start();
  const { answer } = await browserOf(after).get("/v1/client");
  const session = { user: { id: "user_bob" }, last_active_organization_id: "org_acme" };
  expect(answer).toMatchObject({ response: { sessions: [session] } });
  expect((await verifyToken(jwt, { jwtKey: after.signingKey.publicPem })).sub).toBe("user_bob");
});

test("whoever leaves an organization no longer acts for it", async () => {
  const sandbox = startSandbox();
  const browser = browserOf(sandbox);
  const session = `/v1/client/sessions/${await browser.signIn("bob@acme.test")}`;
  await sandbox.ask("/v1/organizations/org_acme/memberships/user_bob", {
    method: "DELETE",
    headers: { authorization: `Bearer ${KEYS.clerkSecretKey}` },
  });
  const { answer } = await browser.get("/v1/client");
  expect(answer).toMatchObject({ response: { sessions: [{ last_active_organization_id: null }] } });
  expect((await browser.post(`${session}/tokens`, { organization_id: "org_acme" })).status).toBe(
    404,
  );
  const bare = await browser.post(`${session}/tokens`, {});
  const auth = await sandbox.authenticate({
    authorization: `Bearer ${String(at(bare.answer, "jwt"))}`,
  });
  expect(auth?.orgId).toBeUndefined();
});

test("an admin changes a member's role, a member changes nobody's", async () => {
  const sandbox = startSandbox();
  const browser = browserOf(sandbox);
  const change = async (session: string) => {
    const path = `/v1/organizations/org_acme/memberships/user_bob?_method=PATCH&_clerk_session_id=${session}`;
    return browser.post(path, { role: "org:admin" });
  };
  expect((await change(await browser.signIn("bob@acme.test"))).status).toBe(403);
  const changed = await change(await browser.signIn("ada@acme.test"));
  expect(changed).toMatchObject({ status: 200, answer: { response: { role: "org:admin" } } });
});
