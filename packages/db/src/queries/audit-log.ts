import { and, desc, eq, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "../database.ts";
import { namesOf, rowsOf } from "../rows-of.ts";
import { apiKeys, auditLog, people } from "../schema.ts";

export type AuditRow = typeof auditLog.$inferInsert;
export type AuditEntry = Awaited<ReturnType<typeof auditEntriesOf>>[number];

export async function keepAuditEntries(db: Database, rows: AuditRow[]) {
  await db.execute(sql`insert into ${auditLog} (${namesOf(auditLog)}) ${rowsOf(auditLog, rows)}`);
}

const subjects = alias(apiKeys, "subjects");

/** The newest first, with the names that people and keys have now. */
export async function auditEntriesOf(
  db: Database,
  organization: string,
  before: number | null,
  limit: number,
) {
  return db
    .select({
      id: auditLog.id,
      at: auditLog.at,
      action: auditLog.action,
      outcome: auditLog.outcome,
      subject: auditLog.subject,
      subjectName: subjects.name,
      person: auditLog.personId,
      personName: people.name,
      apiKey: auditLog.apiKeyId,
      apiKeyName: apiKeys.name,
      address: auditLog.address,
      requestId: auditLog.requestId,
    })
    .from(auditLog)
    .leftJoin(people, eq(people.id, auditLog.personId))
    .leftJoin(subjects, eq(subjects.id, auditLog.subject))
    .leftJoin(apiKeys, eq(apiKeys.id, auditLog.apiKeyId))
    .where(
      and(
        eq(auditLog.organizationId, organization),
        before === null ? undefined : lt(auditLog.id, before),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit);
}
