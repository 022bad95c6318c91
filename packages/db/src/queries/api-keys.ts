import { and, desc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { apiKeys, customers, organizations } from "../schema.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** A key as it is met at the door. */
export type KnownApiKey = Pick<
  ApiKeyRow,
  "id" | "scopes" | "expiresAt" | "lastUsedAt" | "revokedAt"
> & {
  organization: string;
  customer: string | null;
  organizationDeleted: boolean;
};

/** False when the organization has so many that live. Its admins take turns: a key that is just being made counts too. */
export async function keepApiKey(db: Database, row: ApiKeyRow, most: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const turn = `api keys of ${row.organizationId}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`);
    if ((await tx.$count(apiKeys, isLiving(row.organizationId, row.createdAt))) >= most)
      return false;
    await tx.insert(apiKeys).values(row);
    return true;
  });
}

function isLiving(organization: string, now: Date) {
  return and(
    eq(apiKeys.organizationId, organization),
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
  );
}

/** A key by its hash, with all that stands between its organization and the portal, in one statement. */
export function prepareApiKey(db: Database) {
  const statement = db
    .select({
      id: apiKeys.id,
      organization: apiKeys.organizationId,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
      customer: customers.id,
      organizationDeleted: sql<boolean>`${organizations.deletedAt} is not null`,
    })
    .from(apiKeys)
    .leftJoin(customers, eq(customers.organizationId, apiKeys.organizationId))
    .leftJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(eq(apiKeys.hash, sql.placeholder("hash")))
    .prepare("");

  return async (hash: string): Promise<KnownApiKey | undefined> => {
    const [row] = await statement.execute({ hash });
    return row;
  };
}

const MOST_GONE = 100;

/** All that live, and of the others those that went last; the newest first. */
export async function apiKeysOf(
  db: Database,
  organization: string,
  now: Date,
): Promise<ApiKeyRow[]> {
  const living = isLiving(organization, now);
  const gone = db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organization), sql`not (${living})`))
    .orderBy(desc(sql`coalesce(${apiKeys.revokedAt}, ${apiKeys.expiresAt})`), desc(apiKeys.id))
    .limit(MOST_GONE);
  return db
    .select()
    .from(apiKeys)
    .where(or(living, inArray(apiKeys.id, gone)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}

/** False when the organization has no such key. A key that was revoked before stays revoked since then. */
export async function markApiKeyRevoked(
  db: Database,
  organization: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${now.toISOString()})` })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.organizationId, organization)))
    .returning({ id: apiKeys.id });
  return revoked.length === 1;
}

export async function noteApiKeyUse(db: Database, id: string, lastUsedAt: Date) {
  await db.update(apiKeys).set({ lastUsedAt }).where(eq(apiKeys.id, id));
}
