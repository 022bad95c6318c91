import { beginBalances, type Database } from "@portico/db";
import { type Coming, receive } from "./account.ts";
import { withAccounts } from "./with-accounts.ts";

export type Grant = Omit<Coming, "kind"> & { organization: string };

/** Those that were not given before. Tells to which organizations. */
export async function giveCredits(tx: Database, grants: Grant[], at: Date): Promise<Set<string>> {
  if (grants.length === 0) return new Set();
  const sources = grants.map(({ organization, source }) => ({
    organizationId: organization,
    source,
  }));
  const organizations = [...new Set(grants.map(({ organization }) => organization))];
  await beginBalances(tx, organizations);
  return withAccounts(tx, { organizations, sources }, at, (accountOf) => {
    const given = grants.filter(
      ({ organization, source }) => !accountOf(organization).known.has(source),
    );
    for (const { organization, ...grant } of given)
      receive(accountOf(organization), { kind: "granted", ...grant });
    return new Set(given.map(({ organization }) => organization));
  });
}
