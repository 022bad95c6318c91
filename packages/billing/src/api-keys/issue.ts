import { randomBytes } from "node:crypto";
import type { ApiKeyRow } from "@portico/db";
import { z } from "zod";
import { audited, type AuditNeeds } from "../audit/audited.ts";
import { type PersonCaller, requireScope, SCOPES } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { type ApiKeyView, viewApiKey } from "./list.ts";
import { hashOf, type KeyStyle, newSecret, openingOf } from "./secret.ts";

const LONGEST_LIFE_DAYS = 3_650;
const MOST_LIVING = 25;

export const apiKeyWish = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}*$/u),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  /** Without it the key lives until it is revoked. */
  expiresInDays: z.int().min(1).max(LONGEST_LIFE_DAYS).optional(),
});

type ApiKeyWish = z.infer<typeof apiKeyWish>;

export interface IssueApiKeyNeeds extends StandingNeeds, AuditNeeds {
  keyStyle: KeyStyle;
  now(): Date;
  /** False when the organization has so many that live. */
  keepApiKey(row: ApiKeyRow, most: number): Promise<boolean>;
}

/** The secret is here and nowhere else: it is told once. */
export interface IssuedApiKey {
  secret: string;
  apiKey: ApiKeyView;
}

export async function issueApiKey(
  needs: IssueApiKeyNeeds,
  caller: PersonCaller,
  wish: ApiKeyWish,
): Promise<IssuedApiKey> {
  return audited(needs, caller, "api_key.make", async () => {
    const result = await issue(needs, caller, wish);
    return { subject: result.apiKey.id, result };
  });
}

async function issue(
  needs: IssueApiKeyNeeds,
  caller: PersonCaller,
  { name, scopes, expiresInDays }: ApiKeyWish,
): Promise<IssuedApiKey> {
  const { organization } = await requireRight(needs, caller, "billing:write");
  // Credits are spent by programs alone: no person has that scope, and whoever pays may give it.
  for (const scope of scopes) if (scope !== "credits:spend") requireScope(caller, scope);

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
  if (!(await needs.keepApiKey(row, MOST_LIVING))) throw new Refused("TOO_MANY_API_KEYS");
  return { secret, apiKey: viewApiKey(row, now) };
}

function inDays(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 24 * 60 * 60_000);
}
