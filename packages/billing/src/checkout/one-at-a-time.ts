import { type Database, extendLease, giveBackLease, type Lease, takeLease } from "@portico/db";
import { Refused } from "../reasons.ts";

export interface OneAtATimeNeeds {
  db: Database;
  now(): Date;
  pause(ms: number): Promise<void>;
}

/** Less than anybody waits here, so that one who is killed is waited for and nobody is refused. */
const LEASE_MS = 8_000;
const EXTENDED_EVERY_MS = 2_000;
const TRIES = 40;
const BETWEEN_TRIES_MS = 250;

/** Whoever comes second waits for the first, and is refused where that takes too long. */
export async function oneAtATime<Result>(
  needs: OneAtATimeNeeds,
  organization: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const lease = await waitForLease(needs, `checkout:${organization}`);
  const letGo = holdOn(needs, lease);
  try {
    return await work();
  } finally {
    await letGo();
    await giveBackLease(needs.db, lease, needs.now());
  }
}

/** For as long as it takes, Stripe being slow. */
function holdOn({ db, now }: OneAtATimeNeeds, lease: Lease): () => Promise<void> {
  let held = Promise.resolve();
  const holding = setInterval(() => {
    // Whoever lost it all the same is told when the checkout is kept.
    held = held.then(() => extendLease(db, lease, leaseEnd(now()))).catch(() => {});
  }, EXTENDED_EVERY_MS);
  return () => {
    clearInterval(holding);
    return held;
  };
}

function leaseEnd(at: Date): Date {
  return new Date(at.getTime() + LEASE_MS);
}

async function waitForLease({ db, now, pause }: OneAtATimeNeeds, subject: string): Promise<Lease> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const at = now();
    const lease = await takeLease(db, subject, at, leaseEnd(at));
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
