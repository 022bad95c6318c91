import type { Database } from "@portico/db";
import { together } from "../../together.ts";
import { type SpentCredits, spendCredits } from "./spend-credits.ts";
import { type Spend, spendTogether } from "./spend-together.ts";

interface CreditsNeeds {
  db: Database;
  now(): Date;
}

const MOST_AT_ONCE = 500;

/** Spends that come together share a commit. */
export function createSpending({ db, now }: CreditsNeeds) {
  return together({
    work: (spends: Spend[]) => spendTogether(db, spends, now()),
    most: MOST_AT_ONCE,
  });
}

/** For a server's own code, once in each process. */
export function createCredits(needs: CreditsNeeds) {
  const spend = createSpending(needs);
  return {
    /** Refused with NOT_ENOUGH_CREDITS or KEY_USED_BEFORE, and then nothing is stored. */
    spend: (wish: Spend): Promise<SpentCredits> => spendCredits({ spend }, wish),
  };
}
