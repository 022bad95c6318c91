import { customerOf, type Database, lockLeases } from "@portico/db";

/** In a transaction that whoever else writes this organization's rows waits for: what is told of it is told in its order. */
export async function inItsTurn<Result>(
  db: Database,
  organization: string,
  at: Date,
  work: (tx: Database) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    const customer = await customerOf(tx, organization);
    await lockLeases(tx, [organization, ...(customer === null ? [] : [customer])], at);
    return work(tx);
  });
}
