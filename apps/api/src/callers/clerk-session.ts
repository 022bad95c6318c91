import { createHash } from "node:crypto";
import { decodeJwt, verifyJwt } from "@clerk/backend/jwt";
import { type PersonCaller, Refused } from "@portico/billing";
import { organizationIn, sessionClaims } from "./claims.ts";
import type { ClerkKeys } from "./clerk-keys.ts";
import { scopesOf } from "./who-may.ts";

export interface ClerkSessionNeeds {
  keys: ClerkKeys;
  issuer: string;
  authorizedParties: readonly string[];
  publishableKey: string;
  now: () => number;
}

/** Who a request speaks for, by Clerk's session token. */
export interface ClerkSession {
  byBearer(request: Request): Promise<PersonCaller>;
  byCookie(request: Request): Promise<PersonCaller>;
}

const LONGEST_TOKEN = 8_192;
const REMEMBERED = 10_000;

interface Remembered {
  caller: PersonCaller;
  until: number;
}

export function createClerkSession(needs: ClerkSessionNeeds): ClerkSession {
  const remembered = new Map<string, Remembered>();
  const cookieNames = [`__session_${cookieSuffix(needs.publishableKey)}`, "__session"];

  return {
    byBearer: (request) => callerOf(bearerIn(request)),
    byCookie: (request) => callerOf(cookieIn(request, cookieNames)),
  };

  /** A page asks many times with one token: it is verified once, and trusted until it expires. */
  async function callerOf(token: string | undefined): Promise<PersonCaller> {
    if (token === undefined || token.length > LONGEST_TOKEN) throw new Refused("NOT_SIGNED_IN");
    const known = remembered.get(token);
    if (known && known.until > needs.now()) return known.caller;
    const verified = await verify(needs, token);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(token, verified);
    return verified.caller;
  }
}

async function verify(needs: ClerkSessionNeeds, token: string): Promise<Remembered> {
  const key = await needs.keys.find(keyIdOf(token));
  if (!key) throw new Refused("NOT_SIGNED_IN");
  const payload = await verifyJwt(token, { key }).catch((cause: unknown) => {
    throw new Refused("NOT_SIGNED_IN", { cause });
  });
  const claims = sessionClaims.safeParse(payload).data;
  // The library does not look at the issuer, and skips the party when the claim is absent.
  if (!claims || claims.iss !== needs.issuer || !needs.authorizedParties.includes(claims.azp))
    throw new Refused("NOT_SIGNED_IN");
  if (claims.sts !== undefined && claims.sts !== "active") throw new Refused("NOT_SIGNED_IN");
  const organization = organizationIn(claims);
  return {
    until: claims.exp * 1000,
    caller: {
      person: claims.sub,
      organization: organization?.id ?? null,
      scopes: organization ? scopesOf(organization.role, organization.permissions) : new Set(),
    },
  };
}

function keyIdOf(token: string): string {
  try {
    const { header } = decodeJwt(token);
    if (header.alg === "RS256" && typeof header.kid === "string") return header.kid;
  } catch (cause) {
    throw new Refused("NOT_SIGNED_IN", { cause });
  }
  throw new Refused("NOT_SIGNED_IN");
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
