import { dueStrays, type OpenLetter } from "@portico/db";
import { addressLetters } from "./address-letters.ts";
import { namePlans } from "./name-plans.ts";
import type { SettleNeeds } from "./settle-needs.ts";

/** Letters that name no customer: about a plan or its price, or about money whose customer is to be found. */
export async function settleStrays(needs: SettleNeeds, limit: number): Promise<number> {
  const strays = await dueStrays(needs.db, needs.now(), limit);
  if (strays.length === 0) return 0;
  const aboutPlans = strays.filter(isAboutPlans);
  const others = strays.filter((letter) => !isAboutPlans(letter));
  const named = await namePlans(needs, aboutPlans);
  const addressed = await addressLetters(needs, others);
  return named + addressed;
}

function isAboutPlans({ type }: OpenLetter): boolean {
  return type.startsWith("product.") || type.startsWith("price.");
}
