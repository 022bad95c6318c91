import { verifyToken } from "@clerk/backend";
import { afterEach, describe, expect, test, vi } from "vitest";
import { APP, at, jsonOf, KEYS, SANDBOX, startSandbox } from "./test-sandbox.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a session token", () => {
  test("is accepted by Clerk's SDK with the public key at hand", async () => {
    const { token, signingKey } = startSandbox();
    const claims = await verifyToken(await token("ada", "org_acme"), {
      jwtKey: signingKey.publicPem,
      authorizedParties: [APP],
    });
    expect(claims).toMatchObject({
      iss: "https://portico-sandbox-1.clerk.accounts.dev",
      azp: APP,
      sub: "user_ada",
      v: 2,
      o: { id: "org_acme", rol: "admin" },
    });
    expect(claims.exp - claims.iat).toBe(60);
  });

  test("is accepted by Clerk's SDK after asking /v1/jwks", async () => {
    const { token, fetch } = startSandbox();
    vi.stubGlobal("fetch", (input: string | URL, init?: RequestInit) =>
      fetch(new Request(input, init)),
    );
    const claims = await verifyToken(await token("bob", "org_acme"), {
      secretKey: KEYS.clerkSecretKey,
      apiUrl: SANDBOX,
    });
    expect(claims.sub).toBe("user_bob");
  });

  test.each([1, 2])("says in version %i what the role permits", async (version) => {
    const { token, authenticate } = startSandbox();
    const as = async (person: string) =>
      authenticate({ authorization: `Bearer ${await token(person, "org_acme", version)}` });
    const admin = await as("ada");
    const member = await as("bob");
    expect(admin).toMatchObject({
      userId: "user_ada",
      orgId: "org_acme",
      orgRole: "org:admin",
      orgSlug: "acme",
    });
    expect(member).toMatchObject({ userId: "user_bob", orgId: "org_acme", orgRole: "org:member" });
    const may = (permission: string) => [admin?.has({ permission }), member?.has({ permission })];
    expect(may("org:billing:manage")).toEqual([true, false]);
    expect(may("org:billing:read")).toEqual([true, true]);
  });

  test("without an organization names none", async () => {
    const { token, authenticate } = startSandbox();
    const auth = await authenticate({ authorization: `Bearer ${await token("ada", null)}` });
    expect(auth?.userId).toBe("user_ada");
    expect(auth?.orgId).toBeUndefined();
  });

  test("is accepted from the cookies clerk-js sets", async () => {
    const { token, authenticate } = startSandbox();
    const jwt = await token("ada", "org_umbrella");
    const signedInAt = Math.floor(Date.now() / 1000) - 5;
    const auth = await authenticate({
      cookie: `__session=${jwt}; __client_uat=${signedInAt}; __clerk_db_jwt=dvb_x`,
    });
    expect(auth).toMatchObject({ userId: "user_ada", orgId: "org_umbrella" });
  });
});

describe("POST /sandbox/token", () => {
  test.each([
    [{ person: "eve" }, /no person "eve".*ada, grace, linus, bob/],
    [{ person: "grace", organization: "org_acme" }, /user_grace is not in "org_acme".*org_globex/],
    [{ person: "ada", organization: "org_nowhere" }, /not in "org_nowhere"/],
  ])("refuses %o and says what there is", async (wish, message) => {
    const response = await startSandbox().post("/sandbox/token", wish);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await jsonOf(response)).replaceAll("\\", "")).toMatch(message);
  });

  test("is not for pages of another origin", async () => {
    const { post, ask } = startSandbox();
    const foreign = await post(
      "/sandbox/token",
      { person: "ada" },
      { origin: "https://evil.example" },
    );
    const plain = await ask("/sandbox/token", { method: "POST", body: '{"person":"ada"}' });
    expect([foreign.status, plain.status]).toEqual([403, 415]);
    expect(at(await jsonOf(foreign), "token")).toBeUndefined();
  });
});
