import { creditLotEnd, type CreditSource, type Database } from "@portico/db";
import { followMoney, type MoneyBack, settledSources } from "./follow-money.ts";
import { withAccounts } from "./with-accounts.ts";

/** Lets what one paid invoice gave follow its money. */
export async function settleGrant(
  tx: Database,
  { organizationId, source, paid }: CreditSource & { paid: number },
  all: MoneyBack[],
  at: Date,
) {
  const expiresAt = await creditLotEnd(tx, { organizationId, source });
  const sources = settledSources(source, all).map((each) => ({ organizationId, source: each }));
  const held = { organizations: [organizationId], sources };
  await withAccounts(tx, held, at, (accountOf) =>
    followMoney(accountOf(organizationId), { source, paid, expiresAt }, all),
  );
}
