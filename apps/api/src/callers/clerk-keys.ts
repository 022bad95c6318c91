import type { JsonWebKey } from "node:crypto";
import { z } from "zod";
import type { ClerkSettings } from "../settings/clerk-settings.ts";

const keySet = z.object({
  keys: z.array(
    z.looseObject({ kid: z.string(), kty: z.literal("RSA"), n: z.string(), e: z.string() }),
  ),
});

export interface ClerkKeys {
  /** Undefined when Clerk has no such key. Throws while Clerk has never answered. */
  find(kid: string): Promise<JsonWebKey | undefined>;
  /** Asks Clerk now. Throws when it does not answer with its keys. */
  refresh(): Promise<void>;
}

export function clerkKeysOf({ jwtKey, apiUrl, secretKey }: ClerkSettings): ClerkKeys {
  return jwtKey
    ? fixedClerkKey(jwtKey)
    : fetchedClerkKeys({ fetch, apiUrl, secretKey, now: () => Date.now() });
}

function fixedClerkKey(key: JsonWebKey): ClerkKeys {
  return { find: async () => key, refresh: async () => {} };
}

export interface FetchedKeysNeeds {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  apiUrl: string;
  secretKey: string;
  now: () => number;
}

const PATIENCE_MS = 4_000;
const BETWEEN_ASKS_MS = 10_000;
const STALE_AFTER_MS = 60 * 60_000;

/** Clerk's keys: fetched before anybody needs them, anew each hour, and, at a measured pace, when a token names an unknown one. */
export function fetchedClerkKeys(needs: FetchedKeysNeeds): ClerkKeys {
  let keys: Map<string, JsonWebKey> | undefined;
  let fetching: Promise<void> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  refreshInBackground();

  return {
    async find(kid) {
      if (needs.now() - askedAt > STALE_AFTER_MS) refreshInBackground();
      if (keys?.has(kid)) return keys.get(kid);
      if (!keys) await refresh();
      else if (needs.now() - askedAt > BETWEEN_ASKS_MS) await refresh().catch(() => {});
      return keys?.get(kid);
    },
    refresh,
  };

  /** A failure is met again, and told, by whoever cannot do without. */
  function refreshInBackground() {
    refresh().catch(() => {});
  }

  function refresh(): Promise<void> {
    askedAt = needs.now();
    fetching ??= fetchKeys(needs)
      .then((fetched) => {
        keys = fetched;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  }
}

async function fetchKeys({
  fetch,
  apiUrl,
  secretKey,
}: FetchedKeysNeeds): Promise<Map<string, JsonWebKey>> {
  const response = await fetch(new URL("/v1/jwks", apiUrl).href, {
    headers: { authorization: `Bearer ${secretKey}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) throw new Error(`Clerk answered ${response.status} when asked for its keys.`);
  return new Map(keySet.parse(await response.json()).keys.map((key) => [key.kid, key]));
}
