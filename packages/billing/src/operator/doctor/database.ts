import { type Finding, wrong } from "./finding.ts";

export interface DatabaseNeeds {
  /** Throws when the database cannot be reached. */
  isMigrated(): Promise<boolean>;
}

/** The database answers, and has the tables that this version of the code writes. */
export async function lookAtDatabase({ isMigrated }: DatabaseNeeds): Promise<Finding[]> {
  if (await isMigrated()) return [];
  return [wrong("The database is not migrated.", "Run: portico migrate.")];
}
