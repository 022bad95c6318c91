import type { AuditEntry } from "@portico/db";
import type { PersonCaller } from "../caller.ts";
import { type AuditNeeds, refusalsAudited } from "./audited.ts";
import { nextAfter, type PageWish } from "../page-wish.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { subjectNames, type SubjectNamesNeeds } from "./subject-names.ts";

export interface ReadAuditLogNeeds extends StandingNeeds, AuditNeeds, SubjectNamesNeeds {
  auditEntriesOf(organization: string, before: number | null, limit: number): Promise<AuditEntry[]>;
}

/** What was done and tried for the organization, the newest first. */
export async function readAuditLog(needs: ReadAuditLogNeeds, caller: PersonCaller, wish: PageWish) {
  return refusalsAudited(needs, caller, "audit_log.read", () => read(needs, caller, wish));
}

async function read(needs: ReadAuditLogNeeds, caller: PersonCaller, { cursor, limit }: PageWish) {
  const { organization, standing } = await requireRight(needs, caller, "billing:write");
  const entries = await needs.auditEntriesOf(organization, cursor ?? null, limit);
  const names = await subjectNames(needs, standing.customer, entries);
  return {
    entries: entries.map(({ at, subject, subjectName, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
      subject,
      subjectName: subjectName ?? (subject === null ? null : (names.get(subject) ?? null)),
    })),
    next: nextAfter(entries, limit),
  };
}
