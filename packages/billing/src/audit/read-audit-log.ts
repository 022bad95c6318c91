import type { AuditEntry } from "@portico/db";
import { z } from "zod";
import type { PersonCaller } from "../caller.ts";
import { type AuditNeeds, refusalsAudited } from "./audited.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";

export const auditWish = z.strictObject({
  /** The id of the last entry of the page before. */
  cursor: z.int().min(1).optional(),
  /** tRPC's infinite query always says so. */
  direction: z.literal("forward").optional(),
  limit: z.int().min(1).max(200).default(50),
});

export interface ReadAuditLogNeeds extends StandingNeeds, AuditNeeds {
  auditEntriesOf(organization: string, before: number | null, limit: number): Promise<AuditEntry[]>;
}

/** What was done and tried for the organization, the newest first. */
export async function readAuditLog(
  needs: ReadAuditLogNeeds,
  caller: PersonCaller,
  wish: z.infer<typeof auditWish>,
) {
  return refusalsAudited(needs, caller, "audit_log.read", () => read(needs, caller, wish));
}

async function read(
  needs: ReadAuditLogNeeds,
  caller: PersonCaller,
  { cursor, limit }: z.infer<typeof auditWish>,
) {
  const { organization } = await requireRight(needs, caller, "billing:write");
  const entries = await needs.auditEntriesOf(organization, cursor ?? null, limit);
  return {
    entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
    next: entries.length === limit ? (entries.at(-1)?.id ?? null) : null,
  };
}
