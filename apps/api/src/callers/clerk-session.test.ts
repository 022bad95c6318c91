import { describe, expect, it, vi } from "vitest";
import { createClerkSession } from "./clerk-session.ts";
import { forgeFor } from "./forged-tokens.ts";

const issuer = "https://demo.clerk.accounts.dev";
const party = "https://app.example.com";
const publishableKey = "pk_test_ZGVtby5jbGVyay5hY2NvdW50cy5kZXYk";
const { claims, without, tokenOf, valid, forged, keys } = forgeFor({ issuer, party });

const session = createClerkSession({
  keys,
  issuer,
  authorizedParties: [party],
  publishableKey,
  whoMay: { read: null, write: ["org:admin", "org:billing:manage"] },
  now: () => Date.now(),
});

const request = (headers: Record<string, string>) =>
  new Request("https://api.example.com/", { headers });
const byBearer = (token: string) => session.byBearer(request({ authorization: `Bearer ${token}` }));

describe("a Clerk session token", () => {
  it("says who asks, for which organization, and that an admin may write", async () => {
    const caller = await byBearer(tokenOf());
    expect(caller).toMatchObject({ person: "user_ada", organization: "org_acme" });
    expect([...caller.scopes]).toEqual(["billing:read", "billing:write"]);
  });

  it("lets a member read, and write with the permission", async () => {
    const member = { ...claims, o: { id: "org_acme", rol: "member" } };
    const treasurer = {
      ...claims,
      fea: "o:seats,u:ai,o:billing",
      o: { id: "org_acme", rol: "member", per: "read,manage", fpm: "1,2" },
    };
    expect([...(await byBearer(tokenOf(member))).scopes]).toEqual(["billing:read"]);
    expect([...(await byBearer(tokenOf(treasurer))).scopes]).toEqual([
      "billing:read",
      "billing:write",
    ]);
  });

  it("is read in its first version too", async () => {
    const permissions = { org_role: "org:member", org_permissions: ["org:billing:manage"] };
    const first = { ...without("o", "v", "sts"), org_id: "org_acme", ...permissions };
    const caller = await byBearer(tokenOf(first));
    expect(caller.organization).toBe("org_acme");
    expect(caller.scopes.has("billing:write")).toBe(true);
  });

  it("may name no organization, and then allows nothing", async () => {
    const caller = await byBearer(tokenOf(without("o")));
    expect(caller.organization).toBeNull();
    expect(caller.scopes.size).toBe(0);
  });

  it("opens by either cookie of its instance", async () => {
    const token = tokenOf();
    await expect(
      session.byLink(request({ cookie: `a=b; __session=${token}` })),
    ).resolves.toHaveProperty("person");
    // The name is Clerk's: the first eight characters of the publishable key's SHA-1.
    await expect(
      session.byLink(request({ cookie: `__session=stale; __session_sQCwaxaK=${token}` })),
    ).resolves.toHaveProperty("person");
  });

  it("is forgotten when it expires, however often it was seen", async () => {
    const token = tokenOf();
    await byBearer(token);
    vi.useFakeTimers({ toFake: ["Date"], now: (claims.exp + 10) * 1000 });
    await expect(byBearer(token)).rejects.toMatchObject({ reason: "NOT_SIGNED_IN" });
    vi.useRealTimers();
  });

  it.each(forged)("is refused with %s", async (_, token) => {
    await expect(byBearer(token)).rejects.toMatchObject({ reason: "NOT_SIGNED_IN" });
  });

  it.each(["", "Bearer", "Basic dXNlcjpwYXNz", "Token abc", valid])(
    "is not found in an Authorization of %j",
    async (value) => {
      await expect(session.byBearer(request({ authorization: value }))).rejects.toMatchObject({
        reason: "NOT_SIGNED_IN",
      });
    },
  );

  it("is not found where there are no headers at all", async () => {
    await expect(session.byBearer(request({}))).rejects.toMatchObject({ reason: "NOT_SIGNED_IN" });
    await expect(session.byLink(request({}))).rejects.toMatchObject({ reason: "NOT_SIGNED_IN" });
  });
});
