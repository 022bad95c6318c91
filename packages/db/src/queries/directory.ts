import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { isAnyOf } from "../is-any-of.ts";
import { clerkInbox, history, memberships, organizations, people } from "../schema.ts";

export type OrganizationRow = typeof organizations.$inferInsert;
export type PersonRow = typeof people.$inferInsert;
export type MembershipRow = typeof memberships.$inferInsert;

/** False when this word came before. */
export async function keepClerkWord(
  db: Database,
  word: typeof clerkInbox.$inferInsert,
): Promise<boolean> {
  const kept = await db
    .insert(clerkInbox)
    .values(word)
    .onConflictDoNothing()
    .returning({ id: clerkInbox.id });
  return kept.length === 1;
}

// Words come in any order: the newest wins, and at the same time a tombstone does.

export async function keepOrganization(db: Database, row: OrganizationRow) {
  await db
    .insert(organizations)
    .values(row)
    .onConflictDoUpdate({
      target: organizations.id,
      set: {
        name: sql`coalesce(excluded.name, ${organizations.name})`,
        toldAt: sql`excluded.told_at`,
        deletedAt: sql`excluded.deleted_at`,
      },
      setWhere: sql`${organizations.deletedAt} is null and (excluded.deleted_at is not null or excluded.told_at >= ${organizations.toldAt})`,
    });
}

export async function keepPerson(db: Database, row: PersonRow) {
  await db
    .insert(people)
    .values(row)
    .onConflictDoUpdate({
      target: people.id,
      set: {
        name: sql`excluded.name`,
        email: sql`excluded.email`,
        toldAt: sql`excluded.told_at`,
        deletedAt: sql`excluded.deleted_at`,
      },
      setWhere: sql`${people.deletedAt} is null and (excluded.deleted_at is not null or excluded.told_at >= ${people.toldAt})`,
    });
}

/** A person can leave and come back, so an ended membership yields to a newer word. */
export async function keepMembership(db: Database, row: MembershipRow) {
  await db
    .insert(memberships)
    .values(row)
    .onConflictDoUpdate({
      target: [memberships.organizationId, memberships.personId],
      set: {
        role: sql`excluded.role`,
        toldAt: sql`excluded.told_at`,
        endedAt: sql`excluded.ended_at`,
      },
      setWhere: sql`excluded.told_at > ${memberships.toldAt} or (excluded.told_at = ${memberships.toldAt} and ${memberships.endedAt} is null)`,
    });
}

export async function organizationName(db: Database, id: string): Promise<string | null> {
  const [row] = await db
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, id));
  return row?.name ?? null;
}

/** Clerk told us that it is gone. What we were not told of is not. */
export async function isOrganizationDeleted(db: Database, id: string): Promise<boolean> {
  return (await deletedAmong(db, [id])).has(id);
}

export async function deletedAmong(db: Database, ids: string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(isAnyOf(organizations.id, ids), isNotNull(organizations.deletedAt)));
  return new Set(rows.map(({ id }) => id));
}

/** As Clerk told of them; nothing where it has not yet. */
export async function personOf(
  db: Database,
  id: string,
): Promise<{ name: string | null; email: string | null } | null> {
  const [row] = await db
    .select({ name: people.name, email: people.email })
    .from(people)
    .where(and(eq(people.id, id), isNull(people.deletedAt)));
  return row ?? null;
}

/** The living members of an organization, with the roles they have. */
export async function membersOf(db: Database, organizationId: string) {
  return db
    .select({ name: people.name, email: people.email, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        isNull(memberships.endedAt),
        isNull(people.deletedAt),
      ),
    )
    .orderBy(people.name);
}

/** Whether anybody ever told us of it: Clerk, or Stripe. */
export async function knowsOrganization(db: Database, id: string): Promise<boolean> {
  const [named] = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, id));
  const [changed] = await db
    .select({ id: history.id })
    .from(history)
    .where(eq(history.organizationId, id))
    .limit(1);
  return named !== undefined || changed !== undefined;
}
