import { setTimeout as wait } from "node:timers/promises";
import { createPace, createStripe, type OnAnswer } from "@portico/billing";
import type { Database } from "@portico/db";
import type Stripe from "stripe";
import type { Settings } from "../settings.ts";

/** Stripe for work that nobody waits for: no faster than its share, whichever replica asks. */
export function pacedStripe(
  { stripe }: Settings,
  db: Database,
  share: number,
  onAnswer: OnAnswer = () => {},
): Stripe {
  const pace = createPace({
    db,
    perSecond: stripe.requestsPerSecond,
    share,
    now: () => new Date(),
    random: Math.random,
    wait: (milliseconds) => wait(milliseconds),
  });
  return createStripe({ ...stripe, pace, onAnswer });
}
