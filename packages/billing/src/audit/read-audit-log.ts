import type { AuditEntry } from "@portico/db";
import type { PersonCaller } from "../caller.ts";
import { type AuditNeeds, refusalsAudited } from "./audited.ts";
import { type PageWish, readPage } from "../page-wish.ts";
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
  const { organization } = await requireRight(needs, caller, "billing:write");
  const { rows, next } = await readPage(limit, (many) =>
    needs.auditEntriesOf(organization, cursor ?? null, many),
  );
  const nameOf = await subjectNames(needs, organization, rows);
  return {
    entries: rows.map((entry) => ({
      ...entry,
      at: entry.at.toISOString(),
      subjectName: nameOf(entry),
    })),
    next,
  };
}
