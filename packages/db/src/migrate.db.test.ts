import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { isMigrated, migrate } from "./migrate.ts";
import { openTestDatabase } from "./testing.ts";

it("migrates an empty database once, whoever asks at the same time", async () => {
  const { db, close } = await openTestDatabase();
  await db.execute(sql`drop schema portico cascade`);
  expect(await isMigrated(db)).toBe(false);

  const steps = await Promise.all([migrate(db), migrate(db), migrate(db)]);
  expect(steps.filter((each) => each > 0)).toHaveLength(1);
  expect(await isMigrated(db)).toBe(true);
  await close();
});

it("touches nothing outside its own schema", async () => {
  const { db, close } = await openTestDatabase();
  const foreign = await db
    .select({ name: sql<string>`relname` })
    .from(sql`pg_class join pg_namespace on pg_namespace.oid = relnamespace`)
    .where(sql`nspname not in ('portico', 'pg_catalog', 'information_schema', 'pg_toast')`);
  expect(foreign).toEqual([]);
  await close();
});
