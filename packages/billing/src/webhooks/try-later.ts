import { letWait, markDead, type OpenLetter, putOff, whatHappened } from "@portico/db";
import type { CustomerFile } from "../believing/judge-letters.ts";
import { LostLease } from "../leases.ts";
import { isOutage } from "../stripe/is-outage.ts";
import { pauseIn } from "../stripe/pace.ts";
import { waitAfter } from "../wait-after.ts";
import type { SettleNeeds } from "./settle-needs.ts";

/** A letter is dead after so many tries. What Stripe's own troubles keep waiting is never dead. */
const TRIES = 20;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Then it is the pace that keeps us from asking. */
const LONGEST_WAIT_FOR_STRIPE_MS = 60_000;

export async function tryLater(
  { db, now, onFailure }: SettleNeeds,
  { customer, letters }: Pick<CustomerFile, "customer" | "letters">,
  error: unknown,
) {
  const pause = pauseIn(error);
  if (pause) return letWait(db, idsOf(letters), pause.message, pause.until);
  onFailure(customer, error);
  // Whoever has the lease now does the work.
  if (error instanceof LostLease) return;
  const why = whatHappened(error);
  const isLast = ({ attempts }: OpenLetter) => attempts + 1 >= TRIES && !isOutage(error);
  const waiting = letters.filter((letter) => !isLast(letter));
  await markDead(db, idsOf(letters.filter(isLast)), why, now());
  await putOff(db, idsOf(waiting), why, new Date(now().getTime() + waitOf(waiting, error)));
}

/** They are answered together, so they wait together: as the one does that was tried least. */
function waitOf(letters: OpenLetter[], error: unknown): number {
  const tries = Math.min(...letters.map(({ attempts }) => attempts + 1));
  return waitAfter(tries, isOutage(error) ? LONGEST_WAIT_FOR_STRIPE_MS : LONGEST_WAIT_MS);
}

function idsOf(letters: OpenLetter[]): string[] {
  return letters.map(({ id }) => id);
}
