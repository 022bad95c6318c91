import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { pgSchema, text, timestamp } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";

const migrations = pgSchema("portico").table("migrations", {
  hash: text("hash").primaryKey(),
  appliedAt: timestamp("applied_at", { withTimezone: true }).notNull().defaultNow(),
});

/** Any number; the same for everybody who migrates. */
const LOCK = 7_406_180_521;

/** Brings the tables up to date and tells how many steps that took. Whoever comes second waits, then finds nothing to do. */
export async function migrate(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`);
    await tx.execute(sql`create schema if not exists portico`);
    await tx.execute(
      sql`create table if not exists ${migrations} (hash text primary key, applied_at timestamptz not null default now())`,
    );
    const missing = await missingSteps(tx);
    for (const step of missing) {
      for (const statement of step.sql) await tx.execute(sql.raw(statement));
      await tx.insert(migrations).values({ hash: step.hash });
    }
    return missing.length;
  });
}

/** Throws when the database cannot be reached. */
export async function isMigrated(db: Database): Promise<boolean> {
  const [found] = await db
    .select({ table: sql<string | null>`to_regclass('portico.migrations')::text` })
    .from(sql`(values (1)) as one`);
  return found?.table != null && (await missingSteps(db)).length === 0;
}

async function missingSteps(db: Database) {
  const applied = new Set(
    (await db.select({ hash: migrations.hash }).from(migrations)).map((row) => row.hash),
  );
  return readMigrationFiles({ migrationsFolder: migrationsFolder() }).filter(
    (step) => !applied.has(step.hash),
  );
}

/** Asked of the package by name, because a bundle lives elsewhere. */
function migrationsFolder(): string {
  return join(
    dirname(createRequire(import.meta.url).resolve("@portico/db/package.json")),
    "migrations",
  );
}
