import { count } from "@portico/billing/words";
import { migrate, openPostgres, whatHappened } from "@portico/db";
import type { Settings } from "../env.ts";

/** Brings the tables up to date. Several may do so at once: each step is taken once. */
export async function migrateDatabase({ databaseUrl }: Settings): Promise<number> {
  if (!databaseUrl) {
    console.error(
      "Set DATABASE_URL to the PostgreSQL database to migrate. The embedded one migrates itself at start.",
    );
    return 1;
  }
  const { host, pathname } = new URL(databaseUrl);
  const database = openPostgres(databaseUrl, () => {});
  try {
    const steps = await migrate(database.db);
    console.log(
      steps
        ? `${host}${pathname} took ${count(steps, "migration")}.`
        : `${host}${pathname} is up to date.`,
    );
    return 0;
  } catch (error) {
    console.error(`${host}${pathname} could not be migrated: ${whatHappened(error)}`);
    return 1;
  } finally {
    await database.close();
  }
}
