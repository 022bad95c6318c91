import { creditLotEnd, creditsKnown, type CreditSource, type Database } from "@portico/db";
import { expirySource } from "../ledger/sources.ts";
import { withAccounts } from "../ledger/with-accounts.ts";
import { followMoney, type MoneyBack, sourcesAt } from "./follow-money.ts";

/** Lets what one paid invoice gave follow its money. Only for whoever locked the balance. */
export async function settleGrant(
  tx: Database,
  { organizationId, source, paid }: CreditSource & { paid: number },
  all: MoneyBack[],
  at: Date,
) {
  const expiresAt = await creditLotEnd(tx, { organizationId, source });
  const sources = [source, expirySource(source), ...(await sourcesSoFar(tx, organizationId, all))];
  const held = {
    organizations: [organizationId],
    sources: sources.map((each) => ({ organizationId, source: each })),
  };
  await withAccounts(tx, held, at, (accountOf) =>
    followMoney(accountOf(organizationId), { source, paid, expiresAt }, all),
  );
}

/** However often money went and came again, and once more. */
async function sourcesSoFar(tx: Database, organizationId: string, all: MoneyBack[]) {
  const sources: string[] = [];
  for (let time = 1; ; time += 1) {
    const next = sourcesAt(time, all);
    sources.push(...next);
    const asked = next.map((source) => ({ organizationId, source }));
    if ((await creditsKnown(tx, [], asked)).length === 0) return sources;
  }
}
