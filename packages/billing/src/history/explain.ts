import type { HistoryEntry } from "@portico/db";
import { z } from "zod";
import { moment, timeOf } from "../moment.ts";
import { Refused } from "../reasons.ts";
import { minute } from "../words/index.ts";
import { explainAccess } from "./explain-access.ts";
import { explainCharges } from "./explain-charges.ts";
import { productsIn, withNames } from "./plan-names.ts";

export const explainWish = z.strictObject({
  organization: z.string().min(1),
  at: moment.optional(),
});

export interface ExplainNeeds {
  knowsOrganization(organization: string): Promise<boolean>;
  historyUntil(organization: string, at: Date): Promise<HistoryEntry[]>;
  planNames(products: string[]): Promise<ReadonlyMap<string, string>>;
  graceDays: number;
  now(): Date;
}

export type Explanation = Awaited<ReturnType<typeof explain>>;

/** Why an organization had access at a time, or why not; and what it was charged for. */
export async function explain(
  needs: ExplainNeeds,
  { organization, at }: z.infer<typeof explainWish>,
) {
  await requireKnown(needs, organization);
  const time = at === undefined ? needs.now() : timeOf(at);
  const rows = await needs.historyUntil(organization, time);
  const planNames = await needs.planNames(productsIn(rows));
  const history = rows.map((row) => ({
    ...row,
    before: withNames(row.before, planNames),
    after: withNames(row.after, planNames),
  }));
  return {
    organization,
    at: time.toISOString(),
    access: explainAccess(history, { at: time, graceDays: needs.graceDays }),
    charges: explainCharges(history),
  };
}

export async function requireKnown(
  needs: Pick<ExplainNeeds, "knowsOrganization">,
  organization: string,
) {
  if (!(await needs.knowsOrganization(organization)))
    throw new Refused("ORGANIZATION_NOT_FOUND", {
      message: `Nobody ever told us of an organization ${organization}. Check its id.`,
    });
}

export function explanationInWords({ organization, at, access, charges }: Explanation): string {
  return [
    `${organization} ${access.has ? "has" : "has no"} access on ${minute(at)}.`,
    ...access.sentences.map(indented),
    "",
    charges.length === 0 ? "It was charged for nothing." : "What it was charged for:",
    ...charges.flatMap(({ sentences }) => sentences.map(indented)),
  ].join("\n");
}

const indented = (sentence: string) => `  ${sentence}`;
