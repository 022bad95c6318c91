import { askErrands, type Database, type NewErrand, type Said } from "@portico/db";

/** Money that went back, or came again: its credits follow, once Stripe tells what was paid with it. */
export async function askToSettle(
  tx: Database,
  organization: string,
  rows: { id: string; says: Said }[],
  at: Date,
) {
  const moneyBack = new Set(rows.flatMap(({ id, says }) => (isMoneyBack(says) ? id : [])));
  await askErrands(
    tx,
    [...moneyBack].map((subject): NewErrand => ({
      kind: "settle money back",
      subject,
      organizationId: organization,
      names: [],
      at,
      notBefore: at,
    })),
  );
}

function isMoneyBack(says: Said): boolean {
  if (says.kind === "credit_note") return says.otherwise > 0;
  return says.kind === "refund" || says.kind === "dispute";
}
