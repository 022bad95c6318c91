import { type Database, organizationsWithDueCredits } from "@portico/db";
import { withAccounts } from "./with-accounts.ts";

const ORGANIZATIONS = 500;

/** Writes down what expired. Tells of how many organizations, so many at most in one call. */
export async function expireCredits(
  { db, now }: { db: Database; now(): Date },
  limit = ORGANIZATIONS,
): Promise<number> {
  const at = now();
  const organizations = await organizationsWithDueCredits(db, at, limit);
  if (organizations.length === 0) return 0;
  // Whoever locks credits lets expire what is due.
  await db.transaction((tx) => withAccounts(tx, { organizations, sources: [] }, at, () => {}));
  return organizations.length;
}
