import type { KnownApiKey } from "@portico/db";
import { type ApiKeyCaller, type Recognized, SCOPES } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { statusOf } from "./list.ts";
import { hashOf, isWellFormed, type KeyStyle } from "./secret.ts";

export interface VerifyApiKeyNeeds {
  keyStyle: KeyStyle;
  now(): Date;
  findApiKey(hash: string): Promise<KnownApiKey | undefined>;
  /** Nobody waits for it. */
  noteApiKeyUse(id: string, now: Date): void;
}

const USE_IS_NOTED_EVERY_MS = 60_000;

/** Unknown, revoked and expired keys are refused alike: one question to the database, one answer. */
export async function verifyApiKey(
  needs: VerifyApiKeyNeeds,
  secret: string,
): Promise<Recognized<ApiKeyCaller>> {
  if (!isWellFormed(needs.keyStyle, secret)) throw new Refused("NOT_SIGNED_IN");
  const key = await needs.findApiKey(hashOf(secret));
  const now = needs.now();
  if (!key || statusOf(key, now) !== "active") throw new Refused("NOT_SIGNED_IN");
  if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) >= USE_IS_NOTED_EVERY_MS)
    needs.noteApiKeyUse(key.id, now);
  return {
    apiKey: key.id,
    organization: key.organization,
    scopes: new Set(SCOPES.filter((scope) => key.scopes.includes(scope))),
    standing: {
      customer: key.customer,
      organizationDeleted: key.organizationDeleted,
      personDeleted: false,
      membershipEnded: false,
      subscription: null,
    },
  };
}
