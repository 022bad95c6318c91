import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { createClerkSession } from "./clerk-session.ts";

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2048 });
const issuer = "https://demo.clerk.accounts.dev";
const party = "https://app.example.com";
const publishableKey = "pk_test_ZGVtby5jbGVyay5hY2NvdW50cy5kZXYk";
const seconds = Math.floor(Date.now() / 1000);

const header = { alg: "RS256", typ: "JWT", kid: "ins_1" };
const claims = {
  v: 2,
  sub: "user_ada",
  sid: "sess_1",
  sts: "active",
  iss: issuer,
  azp: party,
  iat: seconds,
  nbf: seconds - 10,
  exp: seconds + 60,
  o: { id: "org_acme", rol: "admin", slg: "acme" },
};
type Claims = Record<string, unknown>;

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function tokenOf(
  payload: Claims = claims,
  head: Claims = header,
  key: KeyObject = ours.privateKey,
): string {
  const signed = `${encode(head)}.${encode(payload)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

function hmacToken(): string {
  const signed = `${encode({ ...header, alg: "HS256" })}.${encode(claims)}`;
  const publicPem = ours.publicKey.export({ type: "spki", format: "pem" });
  return `${signed}.${createHmac("sha256", publicPem).update(signed).digest("base64url")}`;
}

function without(...names: string[]): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([key]) => !names.includes(key)));
}

const session = createClerkSession({
  keys: {
    find: async (kid) =>
      kid === header.kid ? createPublicKey(ours.privateKey).export({ format: "jwk" }) : undefined,
  },
  issuer,
  authorizedParties: [party],
  publishableKey,
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
      session.byCookie(request({ cookie: `a=b; __session=${token}` })),
    ).resolves.toHaveProperty("person");
    // The name is Clerk's: the first eight characters of the publishable key's SHA-1.
    await expect(
      session.byCookie(request({ cookie: `__session=stale; __session_sQCwaxaK=${token}` })),
    ).resolves.toHaveProperty("person");
  });

  it("is forgotten when it expires, however often it was seen", async () => {
    const token = tokenOf();
    await byBearer(token);
    vi.useFakeTimers({ toFake: ["Date"], now: (claims.exp + 10) * 1000 });
    await expect(byBearer(token)).rejects.toMatchObject({ reason: "NOT_SIGNED_IN" });
    vi.useRealTimers();
  });

  const valid = tokenOf();
  const [head = "", body = "", signature = ""] = valid.split(".");

  it.each<[string, string]>([
    ["alg none", `${encode({ ...header, alg: "none" })}.${body}.`],
    ["alg none, signature kept", `${encode({ ...header, alg: "none" })}.${body}.${signature}`],
    ["alg None", `${encode({ ...header, alg: "None" })}.${body}.${signature}`],
    ["HS256 with the public key", hmacToken()],
    ["another alg in the header", tokenOf(claims, { ...header, alg: "RS512" })],
    ["no alg", tokenOf(claims, { typ: "JWT", kid: "ins_1" })],
    ["another kid", tokenOf(claims, { ...header, kid: "ins_2" })],
    ["no kid", tokenOf(claims, { alg: "RS256", typ: "JWT" })],
    ["a kid that is no text", tokenOf(claims, { ...header, kid: ["ins_1"] })],
    ["another key", tokenOf(claims, header, theirs.privateKey)],
    ["another issuer", tokenOf({ ...claims, iss: "https://evil.clerk.accounts.dev" })],
    ["an issuer that only begins like ours", tokenOf({ ...claims, iss: `${issuer}.evil.test` })],
    ["no issuer", tokenOf(without("iss"))],
    ["another party", tokenOf({ ...claims, azp: "https://evil.test" })],
    ["a party with a slash", tokenOf({ ...claims, azp: `${party}/` })],
    ["no party", tokenOf(without("azp"))],
    ["an empty party", tokenOf({ ...claims, azp: "" })],
    ["an expiry in the past", tokenOf({ ...claims, exp: seconds - 60 })],
    ["no expiry", tokenOf(without("exp"))],
    ["an expiry that is no number", tokenOf({ ...claims, exp: "never" })],
    ["a start in the future", tokenOf({ ...claims, nbf: seconds + 60 })],
    ["an issue date in the future", tokenOf({ ...claims, iat: seconds + 600 })],
    ["a pending session", tokenOf({ ...claims, sts: "pending" })],
    ["no person", tokenOf(without("sub"))],
    ["an empty person", tokenOf({ ...claims, sub: "" })],
    ["a person that is no text", tokenOf({ ...claims, sub: { id: "user_ada" } })],
    ["a version nobody knows", tokenOf({ ...claims, v: 9 })],
    ["an organization that is no text", tokenOf({ ...claims, o: { id: 7, rol: "admin" } })],
    ["a changed payload", `${head}.${encode({ ...claims, sub: "user_eve" })}.${signature}`],
    ["no signature", `${head}.${body}`],
    ["an empty signature", `${head}.${body}.`],
    ["half a signature", `${head}.${body}.${signature.slice(0, 40)}`],
    ["a fourth part", `${valid}.${signature}`],
    ["only dots", ".."],
    ["nothing", ""],
    ["one word", "token"],
    ["three words", "a.b.c"],
    ["base64 of nonsense", `${Buffer.from("{").toString("base64url")}.${body}.${signature}`],
    ["a list for a header", `${encode([])}.${body}.${signature}`],
    ["null for a header", `${encode(null)}.${body}.${signature}`],
    ["null for a payload", `${head}.${encode(null)}.${signature}`],
    ["padding", `${head}=.${body}=.${signature}=`],
    ["two tokens", `${valid}, Bearer ${valid}`],
    ["white space inside", `${head} .${body}.${signature}`],
    ["ten thousand characters", "a".repeat(10_000)],
  ])("is refused with %s", async (_, token) => {
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
    await expect(session.byCookie(request({}))).rejects.toMatchObject({ reason: "NOT_SIGNED_IN" });
  });
});
