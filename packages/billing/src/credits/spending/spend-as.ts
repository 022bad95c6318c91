import type { z } from "zod";
import { type AuditNeeds, refusalsAudited } from "../../audit/audited.ts";
import type { Caller } from "../../caller.ts";
import { requireRight, type StandingNeeds } from "../../standing.ts";
import {
  type SpendCreditsNeeds,
  type SpentCredits,
  spendCredits,
  type spendWish,
} from "./spend-credits.ts";

export type SpendAsNeeds = SpendCreditsNeeds & StandingNeeds & AuditNeeds;

/** For programs, by API key. What was spent is in the ledger, so no other book tells of it. */
export async function spendAs(
  needs: SpendAsNeeds,
  caller: Caller,
  wish: z.infer<typeof spendWish>,
): Promise<SpentCredits> {
  return refusalsAudited(needs, caller, "credits.spend", async () => {
    const { organization } = await requireRight(needs, caller, "credits:spend");
    return spendCredits(needs, { organization, ...wish });
  });
}
