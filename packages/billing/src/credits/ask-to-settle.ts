import { askErrand, type Database, type Said } from "@portico/db";

/** Money that went back, or came again: its credits follow, once Stripe tells what was paid with it. */
export async function askToSettle(
  tx: Database,
  organization: string,
  rows: { id: string; says: Said }[],
  at: Date,
) {
  for (const { id } of rows.filter(({ says }) => isMoneyBack(says)))
    await askErrand(tx, {
      kind: "settle money back",
      subject: id,
      organizationId: organization,
      names: [],
      at,
      notBefore: at,
    });
}

function isMoneyBack(says: Said): boolean {
  if (says.kind === "credit_note") return says.otherwise > 0;
  return says.kind === "refund" || says.kind === "dispute";
}
