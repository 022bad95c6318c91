import { z } from "zod";
import { Refused } from "../../reasons.ts";
import { sayInvalid } from "../../say-invalid.ts";
import type { Spend, Verdict } from "./spend-together.ts";

const name = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,255}$/u);

/** What whoever spends may say: how much, and a name for this spend, by which it happens once. */
export const spendWish = z.strictObject({ amount: z.int().min(1), key: name });

const spendOf = spendWish.extend({ organization: name });

export interface SpendCreditsNeeds {
  spend(spend: Spend): Promise<Verdict>;
}

export interface SpentCredits {
  amount: number;
  /** After it. */
  balance: number;
}

/** For servers. Asked again with the same key and amount, it answers the same and spends nothing. */
export async function spendCredits(
  needs: SpendCreditsNeeds,
  wish: z.infer<typeof spendOf>,
): Promise<SpentCredits> {
  const { data: spend, error } = spendOf.safeParse(wish);
  if (!spend) throw new Refused("BAD_REQUEST", { message: sayInvalid(error), cause: error });
  const verdict = await needs.spend(spend);
  if (verdict.is === "spent") return { amount: spend.amount, balance: verdict.balance };
  throw verdict.is === "not enough" ? notEnough(verdict.owed) : new Refused("KEY_USED_BEFORE");
}

function notEnough(owed: number): Refused {
  if (owed === 0) return new Refused("NOT_ENOUGH_CREDITS");
  return new Refused("NOT_ENOUGH_CREDITS", {
    message: `Credits were paid back after they were spent, so ${owed} are owed. New ones repay them first: buy some and try again.`,
  });
}
