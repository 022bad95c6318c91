import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2048 });
const header = { alg: "RS256", typ: "JWT", kid: "ins_1" };

type Claims = Record<string, unknown>;

interface Instance {
  issuer: string;
  party: string;
}

/** Tokens as an instance of Clerk's would sign them, and others that only look like it. */
export function forgeFor({ issuer, party }: Instance) {
  const seconds = Math.floor(Date.now() / 1000);
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
  const without = (...names: string[]): Claims =>
    Object.fromEntries(Object.entries(claims).filter(([key]) => !names.includes(key)));
  const tokenOf = (payload: Claims = claims, head: Claims = header, key = ours.privateKey) =>
    signedBy(key, head, payload);
  const valid = tokenOf();
  const [head = "", body = "", signature = ""] = valid.split(".");

  const forged: [what: string, token: string][] = [
    ["alg none", `${encode({ ...header, alg: "none" })}.${body}.`],
    ["alg none, signature kept", `${encode({ ...header, alg: "none" })}.${body}.${signature}`],
    ["alg None", `${encode({ ...header, alg: "None" })}.${body}.${signature}`],
    ["HS256 with the public key", hmacToken(claims)],
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
    ["a claim that is signed twice", tokenOf({ ...claims, azp: [party] })],
    ["a session token's cousin", tokenOf(claims, { ...header, typ: "at+jwt" })],
    ["letters outside the alphabet", `${head}.${body}.\u00e9${signature.slice(1)}`],
    ["a person from another alphabet", `${head}.${body}\u00df.${signature}`],
  ];
  return { claims, without, tokenOf, valid, forged, keys: ourKeys };
}

/** The instance's one key, as whoever verifies a token asks for it. */
const ourKeys = {
  refresh: async () => {},
  find: async (kid: string) =>
    kid === header.kid ? ours.publicKey.export({ format: "jwk" }) : undefined,
};

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function signedBy(key: KeyObject, head: Claims, payload: Claims): string {
  const signed = `${encode(head)}.${encode(payload)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

function hmacToken(claims: Claims): string {
  const signed = `${encode({ ...header, alg: "HS256" })}.${encode(claims)}`;
  const publicPem = ours.publicKey.export({ type: "spki", format: "pem" });
  return `${signed}.${createHmac("sha256", publicPem).update(signed).digest("base64url")}`;
}
