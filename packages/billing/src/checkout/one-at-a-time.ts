import { type Database, giveBackLease, type Lease, takeLease } from "@portico/db";
import { Refused } from "../reasons.ts";

export interface OneAtATimeNeeds {
  db: Database;
  now(): Date;
  pause(ms: number): Promise<void>;
}

const LEASE_MS = 30_000;
const TRIES = 40;
const BETWEEN_TRIES_MS = 250;

/** Whoever comes second waits for the first, and is refused where that takes too long. */
export async function oneAtATime<Result>(
  needs: OneAtATimeNeeds,
  organization: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const lease = await waitForLease(needs, `checkout:${organization}`);
  try {
    return await work();
  } finally {
    await giveBackLease(needs.db, lease, needs.now());
  }
}

async function waitForLease({ db, now, pause }: OneAtATimeNeeds, subject: string): Promise<Lease> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const at = now();
    const lease = await takeLease(db, subject, at, new Date(at.getTime() + LEASE_MS));
    if (lease) return lease;
    await pause(BETWEEN_TRIES_MS);
  }
  throw somebodyElseIs();
}

export function somebodyElseIs(): Refused {
  return new Refused("TOO_MANY_REQUESTS", {
    message: "Somebody of this organization is opening a checkout just now. Try again in a moment.",
    retryAfterSeconds: 5,
  });
}
