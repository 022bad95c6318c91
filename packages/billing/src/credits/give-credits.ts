import { beginBalances, type Database } from "@portico/db";
import { type Coming, receive } from "./account.ts";
import { withAccounts } from "./with-accounts.ts";

export type Grant = Omit<Coming, "kind"> & { organization: string };

/** Those that were not given before. Tells which these are. */
export async function giveCredits(tx: Database, grants: Grant[], at: Date): Promise<Grant[]> {
  if (grants.length === 0) return [];
  const sources = grants.map(({ organization, source }) => ({
    organizationId: organization,
    source,
  }));
  await beginBalances(tx, [...new Set(grants.map(({ organization }) => organization))]);
  return withAccounts(tx, sources, at, (accountOf) =>
    grants.filter(({ organization, ...grant }) => {
      const account = accountOf(organization);
      if (account.known.has(grant.source)) return false;
      receive(account, { kind: "granted", ...grant });
      return true;
    }),
  );
}
