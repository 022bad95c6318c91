import type { ApiKeyRow } from "@portico/db";
import { type AuditNeeds, refusalsAudited } from "../audit/audited.ts";
import { type PersonCaller, SCOPES } from "../caller.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";

export interface ListApiKeysNeeds extends StandingNeeds, AuditNeeds {
  /** All that live then, and those of the others that went last. */
  apiKeysOf(organization: string, now: Date): Promise<ApiKeyRow[]>;
}

export type ApiKeyView = ReturnType<typeof viewApiKey>;

/** Every key of the organization that lives, and some that did, the newest first; of the secret only how it begins and ends. */
export async function listApiKeys(
  needs: ListApiKeysNeeds,
  caller: PersonCaller,
): Promise<ApiKeyView[]> {
  return refusalsAudited(needs, caller, "api_key.list", () => list(needs, caller));
}

async function list(needs: ListApiKeysNeeds, caller: PersonCaller): Promise<ApiKeyView[]> {
  const { organization } = await requireRight(needs, caller, "billing:write");
  const now = needs.now();
  return (await needs.apiKeysOf(organization, now)).map((row) => viewApiKey(row, now));
}

export function viewApiKey(row: ApiKeyRow, now: Date) {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    last4: row.last4,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    status: statusOf(row, now),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

type Ends = Pick<ApiKeyRow, "expiresAt" | "revokedAt">;

export function statusOf({ expiresAt, revokedAt }: Ends, now: Date) {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= now ? "expired" : "active";
}
