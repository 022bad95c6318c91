import { letWait, markDead, putOff, whatHappened } from "@portico/db";
import { isOutage } from "../stripe/is-outage.ts";
import { pauseIn } from "../stripe/pace.ts";
import { LostLease } from "../subscription/commit-projections.ts";
import type { CustomerFile } from "../subscription/judge-letters.ts";
import type { SettleNeeds } from "./settle-needs.ts";
import { waitAfter } from "../wait-after.ts";

/** A letter is dead after so many tries. What Stripe's own troubles keep waiting is never dead. */
const TRIES = 20;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Then it is the pace that keeps us from asking. */
const LONGEST_WAIT_FOR_STRIPE_MS = 60_000;

export async function tryLater(
  needs: SettleNeeds,
  { customer, letters }: Pick<CustomerFile, "customer" | "letters">,
  error: unknown,
) {
  const pause = pauseIn(error);
  if (pause) {
    const ids = letters.map(({ id }) => id);
    return letWait(needs.db, ids, pause.message, pause.until);
  }
  needs.onFailure(customer, error);
  // Whoever has the lease now does the work.
  if (error instanceof LostLease) return;
  const why = whatHappened(error);
  const longest = isOutage(error) ? LONGEST_WAIT_FOR_STRIPE_MS : LONGEST_WAIT_MS;
  for (const { id, attempts } of letters) {
    if (attempts + 1 >= TRIES && !isOutage(error)) await markDead(needs.db, id, why, needs.now());
    else await putOff(needs.db, id, why, nextTry(needs.now(), attempts, longest));
  }
}

function nextTry(now: Date, attempts: number, longestMs: number): Date {
  return new Date(now.getTime() + waitAfter(attempts + 1, longestMs));
}
