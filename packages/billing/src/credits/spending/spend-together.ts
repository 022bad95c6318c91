import type { Database } from "@portico/db";
import { type Account, spend } from "../ledger/account.ts";
import { spendSource } from "../ledger/sources.ts";
import { withAccounts } from "../ledger/with-accounts.ts";

export interface Spend {
  organization: string;
  amount: number;
  /** Of the organization's own choice. */
  key: string;
}

/** What became of it. A key that was used before for the same amount is answered as it was then. */
export type Verdict =
  | { is: "spent"; balance: number }
  | { is: "not enough"; owed: number }
  | { is: "key used before" };

/** In one transaction, in the order they came. */
export async function spendTogether(db: Database, spends: Spend[], at: Date): Promise<Verdict[]> {
  const sources = spends.map(({ organization, key }) => ({
    organizationId: organization,
    source: spendSource(key),
  }));
  const organizations = [...new Set(spends.map(({ organization }) => organization))];
  return db.transaction((tx) =>
    withAccounts(tx, { organizations, sources }, at, (accountOf) =>
      spends.map((each) => verdictOn(accountOf(each.organization), each)),
    ),
  );
}

function verdictOn(account: Account, { key, amount }: Spend): Verdict {
  const source = spendSource(key);
  const before = account.known.get(source);
  if (before && before.amount !== -amount) return { is: "key used before" };
  const entry = before ?? spend(account, source, amount);
  return entry ? { is: "spent", balance: entry.balance } : { is: "not enough", owed: account.owed };
}
