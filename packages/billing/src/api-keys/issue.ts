import { randomBytes } from "node:crypto";
import type { ApiKeyRow } from "@portico/db";
import { z } from "zod";
import { type PersonCaller, requireOrganization, requireScope, SCOPES } from "../caller.ts";
import { requireGoodStanding, standingOf, type StandingNeeds } from "../standing.ts";
import { type ApiKeyView, viewApiKey } from "./list.ts";
import { hashOf, type KeyStyle, newSecret, openingOf } from "./secret.ts";

const LONGEST_LIFE_DAYS = 3_650;

export const apiKeyWish = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  /** Without it the key lives until it is revoked. */
  expiresInDays: z.int().min(1).max(LONGEST_LIFE_DAYS).optional(),
});

export interface IssueApiKeyNeeds extends StandingNeeds {
  keyStyle: KeyStyle;
  now(): Date;
  keepApiKey(row: ApiKeyRow): Promise<void>;
}

/** The secret is here and nowhere else: it is told once. */
export interface IssuedApiKey {
  secret: string;
  apiKey: ApiKeyView;
}

export async function issueApiKey(
  needs: IssueApiKeyNeeds,
  caller: PersonCaller,
  { name, scopes, expiresInDays }: z.infer<typeof apiKeyWish>,
): Promise<IssuedApiKey> {
  const organization = requireOrganization(caller);
  for (const scope of ["billing:write", ...scopes] as const) requireScope(caller, scope);
  requireGoodStanding(await standingOf(needs, caller, organization));

  const secret = newSecret(needs.keyStyle);
  const now = needs.now();
  const row: ApiKeyRow = {
    id: `key_${randomBytes(12).toString("hex")}`,
    hash: hashOf(secret),
    organizationId: organization,
    name,
    prefix: openingOf(needs.keyStyle),
    last4: secret.slice(-4),
    scopes: [...new Set(scopes)],
    createdBy: caller.person,
    createdAt: now,
    expiresAt: expiresInDays === undefined ? null : inDays(now, expiresInDays),
    lastUsedAt: null,
    revokedAt: null,
  };
  await needs.keepApiKey(row);
  return { secret, apiKey: viewApiKey(row, now) };
}

function inDays(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 24 * 60 * 60_000);
}
