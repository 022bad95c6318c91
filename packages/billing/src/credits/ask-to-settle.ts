import { askErrand, type Database, type Said } from "@portico/db";

/** Money that went back by a refund or a dispute, or came again: its credits follow, once Stripe tells what was paid with it. */
export async function askToSettle(
  tx: Database,
  organization: string,
  rows: { id: string; says: Said }[],
  at: Date,
) {
  const moneyBack = rows.filter(
    ({ says }) => (says.kind === "refund" || says.kind === "dispute") && says.payment !== null,
  );
  for (const { id } of moneyBack)
    await askErrand(tx, {
      kind: "settle money back",
      subject: id,
      organizationId: organization,
      names: [],
      at,
      notBefore: at,
    });
}
