import {
  endAllLeases,
  isMigrated,
  migrate,
  openEmbedded,
  openPostgres,
  type OpenDatabase,
} from "@portico/db";
import type { Logger } from "./log.ts";
import type { Settings } from "./settings.ts";

/** Embedded, we migrate; on a server of yours, `portico migrate` does, and we check. */
export async function openDatabase({ database }: Settings, log: Logger): Promise<OpenDatabase> {
  return "folder" in database ? openOurs(database.folder, log) : openYours(database.url, log);
}

async function openOurs(folder: string, log: Logger): Promise<OpenDatabase> {
  const opened = await openEmbedded(folder);
  const steps = await migrate(opened.db);
  await endAllLeases(opened.db, new Date());
  log.info({ folder, steps }, "database opened");
  return opened;
}

async function openYours(url: string, log: Logger): Promise<OpenDatabase> {
  const opened = openPostgres(url, (error) =>
    log.warn({ error }, "a database connection was lost"),
  );
  if (await isMigrated(opened.db)) return opened;
  await opened.close();
  throw new Error("The database is not migrated. Run: portico migrate.");
}
