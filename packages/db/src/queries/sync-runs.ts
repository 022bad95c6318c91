import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { only } from "../only.ts";
import { mirror, syncRuns } from "../schema.ts";

export type SyncRun = typeof syncRuns.$inferSelect;

export async function newestSyncRun(db: Database): Promise<SyncRun | undefined> {
  const [run] = await db.select().from(syncRuns).orderBy(desc(syncRuns.id)).limit(1);
  return run;
}

export async function beginSyncRun(db: Database, startedAt: Date): Promise<SyncRun> {
  return only(await db.insert(syncRuns).values({ startedAt }).returning());
}

export async function keepSyncRun(db: Database, { id, ...run }: SyncRun) {
  await db.update(syncRuns).set(run).where(eq(syncRuns.id, id));
}

/** The customers that are some organization's, as far as we know. */
export async function customersOfOurs(db: Database): Promise<string[]> {
  const rows = await db
    .select({ id: mirror.id })
    .from(mirror)
    .where(
      and(
        eq(mirror.kind, "customer"),
        isNull(mirror.deletedAt),
        sql`${mirror.says}->>'organization' is not null`,
      ),
    );
  return rows.map(({ id }) => id);
}
