import type { HistoryEntry } from "@portico/db";
import { z } from "zod";
import { type AuditNeeds, refusalsAudited } from "../audit/audited.ts";
import type { PersonCaller } from "../caller.ts";
import { type PageWish, pageWish, readPage } from "../page-wish.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import { type ExplainNeeds, requireKnown } from "./explain.ts";
import { productsIn } from "./plan-names.ts";
import { tell } from "./tell.ts";
import { causeInWords, whyInWords } from "./why.ts";

export interface HistoryNeeds {
  historyOf(
    organization: string,
    page: { before: number | undefined; limit: number },
  ): Promise<HistoryEntry[]>;
  planNames(products: string[]): Promise<ReadonlyMap<string, string>>;
}

export type ReadHistoryNeeds = HistoryNeeds & StandingNeeds & AuditNeeds;
export type HistoryPage = Awaited<ReturnType<typeof historyPage>>;

/** As whoever runs this service asks, of any organization. */
export const historyOfWish = pageWish.extend({
  organization: z.string().min(1),
  limit: z.int().min(1).max(1_000).default(100),
});

/** What happened to the organization's billing, and why. */
export async function readHistory(
  needs: ReadHistoryNeeds,
  caller: PersonCaller,
  wish: PageWish,
): Promise<HistoryPage> {
  return refusalsAudited(needs, caller, "history.read", async () => {
    const { organization } = await requireRight(needs, caller, "billing:read");
    return historyPage(needs, organization, wish, whyInWords);
  });
}

/** For whoever runs this service: an organization nobody ever told us of is a mistyped one. */
export async function readHistoryOf(
  needs: HistoryNeeds & Pick<ExplainNeeds, "knowsOrganization">,
  { organization, ...page }: z.infer<typeof historyOfWish>,
): Promise<HistoryPage> {
  await requireKnown(needs, organization);
  return historyPage(needs, organization, page, causeInWords);
}

/** The newest first. */
async function historyPage(
  needs: HistoryNeeds,
  organization: string,
  { cursor, limit }: Pick<PageWish, "cursor" | "limit">,
  sayWhy: (row: HistoryEntry) => string,
) {
  const { rows, next } = await readPage(limit, (many) =>
    needs.historyOf(organization, { before: cursor, limit: many }),
  );
  const planNames = await needs.planNames(productsIn(rows));
  return {
    entries: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      stripeAt: row.stripeAt.toISOString(),
      object: row.objectId,
      ...tell(row, planNames),
      cause: row.cause,
      why: sayWhy(row),
    })),
    next,
  };
}
