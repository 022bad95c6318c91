import { createHash, type JsonWebKey } from "node:crypto";
import { type Recognized, type PersonCaller, Refused } from "@portico/billing";
import { z } from "zod";
import { organizationIn, type SessionClaims, sessionClaims } from "./claims.ts";
import type { ClerkKeys } from "./clerk-keys.ts";
import { CLOCK_SKEW_MS, tokenCheck } from "./token-check.ts";
import { scopesOf, type WhoMay } from "./who-may.ts";

export interface ClerkSessionNeeds {
  keys: Pick<ClerkKeys, "find">;
  issuer: string;
  authorizedParties: readonly string[];
  publishableKey: string;
  whoMay: WhoMay;
  now: () => number;
}

/** Who a request speaks for, by Clerk's session token. */
export interface ClerkSession {
  byBearer(request: Request): Promise<Recognized<PersonCaller>>;
  /** A link carries the cookie alone; a program that follows it brings its token. */
  byLink(request: Request): Promise<Recognized<PersonCaller>>;
}

type Session = Recognized<PersonCaller> & { knownUntil: Date };

const LONGEST_TOKEN = 8_192;
const REMEMBERED = 10_000;

export function createClerkSession(needs: ClerkSessionNeeds): ClerkSession {
  const remembered = new Map<string, Session>();
  const cookieNames = [`__session_${cookieSuffix(needs.publishableKey)}`, "__session"];

  return {
    byBearer: (request) => callerOf(bearerIn(request)),
    byLink: (request) =>
      callerOf(
        request.headers.has("authorization") ? bearerIn(request) : cookieIn(request, cookieNames),
      ),
  };

  /** A page asks many times with one token: it is verified once, and trusted until it expires. */
  async function callerOf(token: string | undefined): Promise<Recognized<PersonCaller>> {
    if (token === undefined || token.length > LONGEST_TOKEN) throw new Refused("NOT_SIGNED_IN");
    const known = remembered.get(token);
    if (known && known.knownUntil.getTime() > needs.now()) return known;
    const verified = await verify(needs, token);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(token, verified);
    return verified;
  }
}

async function verify(needs: ClerkSessionNeeds, token: string): Promise<Session> {
  const key = await needs.keys.find(keyIdOf(token));
  if (!key) throw new Refused("NOT_SIGNED_IN");
  const claims = claimsIn(token, key);
  // Clerk puts both into every token of a person's session; other tokens of the same key may lack them.
  if (claims.iss !== needs.issuer || !needs.authorizedParties.includes(claims.azp))
    throw new Refused("NOT_SIGNED_IN");
  if (claims.sts !== undefined && claims.sts !== "active") throw new Refused("NOT_SIGNED_IN");
  if (claims.iat * 1000 > needs.now() + CLOCK_SKEW_MS) throw new Refused("NOT_SIGNED_IN");
  const organization = organizationIn(claims);
  return {
    person: claims.sub,
    organization: organization?.id ?? null,
    scopes: organization
      ? scopesOf(needs.whoMay, organization.role, organization.permissions)
      : new Set(),
    knownUntil: new Date(claims.exp * 1000),
  };
}

function claimsIn(token: string, key: JsonWebKey): SessionClaims {
  try {
    return sessionClaims.parse(tokenCheck(key)(token));
  } catch (cause) {
    throw new Refused("NOT_SIGNED_IN", { cause });
  }
}

const header = z.object({ kid: z.string() });

/** Which key to check with; what checks reads all of it again. */
function keyIdOf(token: string): string {
  try {
    const [first = ""] = token.split(".", 1);
    return header.parse(JSON.parse(Buffer.from(first, "base64url").toString("utf8"))).kid;
  } catch (cause) {
    throw new Refused("NOT_SIGNED_IN", { cause });
  }
}

function bearerIn(request: Request): string | undefined {
  return /^Bearer ([\w.-]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

function cookieIn(request: Request, names: string[]): string | undefined {
  const cookies = (request.headers.get("cookie") ?? "").split(/;\s*/);
  for (const name of names) {
    const found = cookies.find((cookie) => cookie.startsWith(`${name}=`));
    if (found) return found.slice(name.length + 1);
  }
  return undefined;
}

/** Clerk tells the cookies of several instances on one domain apart by a hash of the publishable key. */
function cookieSuffix(publishableKey: string): string {
  return createHash("sha1").update(publishableKey).digest("base64url").slice(0, 8);
}
