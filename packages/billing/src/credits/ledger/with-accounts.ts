import {
  creditsKnown,
  type CreditSource,
  type Database,
  keepCredits,
  lockBalances,
} from "@portico/db";
import { type Account, openAccount } from "./account.ts";

/** Whose credits are to be locked, and which entries are asked for. */
export interface Held {
  organizations: string[];
  sources: CreditSource[];
}

/** Locks credits, lets them be changed, and writes what changed. Whoever lets credits come begins their balances before. */
export async function withAccounts<Result>(
  tx: Database,
  held: Held,
  at: Date,
  change: (accountOf: (organization: string) => Account) => Result,
): Promise<Result> {
  const accounts = await lockAccounts(tx, held, at);
  const result = change((organization) => {
    const account = accounts.get(organization);
    if (!account) throw new Error(`The credits of ${organization} were not locked.`);
    return account;
  });
  const changed = [...accounts.values()].filter(({ entries }) => entries.length > 0);
  await keepCredits(tx, {
    balances: changed.map(({ organization, balance, owed }) => ({
      organizationId: organization,
      balance,
      owed,
    })),
    entries: changed.flatMap(({ entries }) => entries),
    lots: changed.flatMap(({ touched }) => [...touched]),
  });
  return result;
}

async function lockAccounts(
  tx: Database,
  { organizations, sources }: Held,
  at: Date,
): Promise<Map<string, Account>> {
  const balances = byOrganization(await lockBalances(tx, organizations));
  // Read only now: what others wrote before they let go of the lock is seen.
  const known = byOrganization(await creditsKnown(tx, organizations, sources));
  return new Map(
    organizations.map((organizationId) => {
      // Without credits there is nothing to lock, and nothing that could be spent.
      const [balance = { organizationId, balance: 0, owed: 0 }] = balances(organizationId);
      return [organizationId, openAccount(balance, known(organizationId), at)];
    }),
  );
}

function byOrganization<Row extends { organizationId: string }>(rows: Row[]) {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.organizationId);
    if (group) group.push(row);
    else groups.set(row.organizationId, [row]);
  }
  return (organization: string) => groups.get(organization) ?? [];
}
