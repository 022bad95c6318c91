import type { EndedDouble, Said } from "@portico/db";
import { stateFrom } from "../../subscription/state.ts";
import { money } from "../../words/index.ts";
import { type Finding, wrong } from "./finding.ts";

export interface DoublesNeeds {
  endedDoubles(since: Date): Promise<EndedDouble[]>;
  mirrorOf(customer: string): Promise<{ id: string; says: Said }[]>;
  now(): Date;
}

const TOLD_FOR_MS = 30 * 86_400_000;

/** Whoever bought a plan beside the one they have got their money back. */
export async function lookAtDoubles(needs: DoublesNeeds): Promise<Finding[]> {
  const since = new Date(needs.now().getTime() - TOLD_FOR_MS);
  const findings: Finding[] = [];
  for (const double of await needs.endedDoubles(since))
    findings.push(...lookAtDouble(double, await needs.mirrorOf(double.customer)));
  return findings;
}

function lookAtDouble(
  { organization, subscription, kept }: EndedDouble,
  rows: { id: string; says: Said }[],
): Finding[] {
  const { invoices, refunds } = stateFrom(rows);
  const paid = invoices.filter((each) => each.subscription === subscription && each.amountPaid > 0);
  return paid
    .filter(({ amountPaid, createdAt }) =>
      refunds.every((each) => each.amount < amountPaid || each.createdAt < createdAt),
    )
    .map(({ id, amountPaid, currency }) =>
      wrong(
        `${organization} paid ${money(amountPaid, currency)} for ${subscription}, which it bought beside ${kept} and which we ended.`,
        `Refund the invoice ${id} in Stripe's dashboard, or let that be done from now on: see REFUND_DOUBLES.`,
      ),
    );
}
