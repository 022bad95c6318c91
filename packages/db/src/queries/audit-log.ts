import { and, desc, eq, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "../database.ts";
import { apiKeys, auditLog, people } from "../schema.ts";

export type AuditRow = typeof auditLog.$inferInsert;
export type AuditEntry = Awaited<ReturnType<typeof auditEntriesOf>>[number];

export async function keepAuditEntries(db: Database, rows: AuditRow[]) {
  // As one value: to build a statement of so many costs more than the rest of what they tell of.
  await db.execute(sql`
    insert into ${auditLog}
      (at, organization_id, action, outcome, subject, person_id, api_key_id, address, request_id)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}) as entry
      (at timestamptz, "organizationId" text, action text, outcome text, subject text,
       "personId" text, "apiKeyId" text, address text, "requestId" text)`);
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
