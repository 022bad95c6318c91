import {
  type Budget,
  type Database,
  endProbe,
  startPause,
  stripePausedUntil,
  takeProbe,
  takeTokens,
} from "@portico/db";
import Stripe from "stripe";
import { evenly } from "./evenly.ts";

export interface PaceNeeds {
  db: Database;
  /** How many questions Stripe may get in a second, people's clicks among them. */
  perSecond: number;
  /** How much of it may be asked here. */
  share: number;
  now(): Date;
  random(): number;
  wait(milliseconds: number): Promise<void>;
}

/** What all questions pass that nobody waits for, whichever replica asks. */
export interface Pace {
  /** Waits until one more question may go out. */
  turn(): Promise<Turn>;
}

export interface Turn {
  answered(): Promise<void>;
  /** Stripe was in trouble: everybody leaves it alone for a while. */
  failed(retryAfterMs: number): Promise<void>;
}

/** Stripe is left alone for now. Asking was no try. */
export class StripePaused extends Error {
  constructor(readonly until: Date) {
    super(`Stripe is in trouble or had enough; it is asked again at ${until.toISOString()}.`);
  }
}

/** The SDK wraps what its client throws. */
export function pauseIn(error: unknown): StripePaused | undefined {
  if (error instanceof StripePaused) return error;
  return error instanceof Stripe.errors.StripeConnectionError &&
    error.detail instanceof StripePaused
    ? error.detail
    : undefined;
}

/** The rest is for people. */
export const WORKERS_SHARE = 0.75;

const MOST_AT_ONCE = 100;
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Longer than an answer takes, so that a probe whose process died is succeeded. */
const PROBE_MS = 15_000;

interface Waiting {
  go(turn: Turn): void;
  refuse(error: unknown): void;
}

export function createPace({ db, perSecond, share, now, random, wait }: PaceNeeds): Pace {
  const budget: Budget = {
    perSecond: perSecond * WORKERS_SHARE,
    burst: Math.max(1, Math.floor(perSecond * (1 - WORKERS_SHARE))),
  };
  const untilMine = evenly(perSecond * share, Math.max(1, budget.burst * share), now);
  const waiting: Waiting[] = [];
  let serving = false;
  let pausedUntil = new Date(0);

  return {
    async turn() {
      refuseWhilePaused();
      return new Promise((go, refuse) => {
        waiting.push({ go, refuse });
        if (!serving) void serve();
      });
    },
  };

  /** Whoever waits at the same time is served by the same statement. */
  async function serve() {
    serving = true;
    await Promise.resolve();
    while (waiting.length > 0) {
      const served = waiting.splice(0, MOST_AT_ONCE);
      await serveThese(served).catch((error: unknown) => {
        for (const each of served) each.refuse(error);
      });
    }
    serving = false;
  }

  async function serveThese(served: Waiting[]) {
    refuseWhilePaused();
    const left = await takeTokens(db, served.length, budget, now());
    if (left === undefined) return probeWith(served);
    served.forEach((each, place) => {
      const lent = -(left + served.length - 1 - place);
      void goAfter(each, Math.max((lent * 1_000) / budget.perSecond, untilMine()));
    });
  }

  async function goAfter(each: Waiting, milliseconds: number) {
    try {
      if (milliseconds > 0) await wait(milliseconds);
      refuseWhilePaused();
      each.go({ answered: async () => {}, failed: pauseAll });
    } catch (error) {
      each.refuse(error);
    }
  }

  /** One finds out for all the others, who come back soon. */
  async function probeWith([first, ...others]: Waiting[]) {
    const failures = await takeProbe(db, now(), inFuture(PROBE_MS));
    pausedUntil =
      (failures === undefined && (await stripePausedUntil(db))) || inFuture(SHORTEST_PAUSE_MS);
    for (const each of others) each.refuse(new StripePaused(pausedUntil));
    if (failures === undefined) first?.refuse(new StripePaused(pausedUntil));
    else first?.go(probe(failures));
  }

  function probe(failures: number): Turn {
    return {
      async answered() {
        await endProbe(db, 0, null);
        pausedUntil = new Date(0);
      },
      async failed(retryAfterMs) {
        pausedUntil = pauseAfter(failures, retryAfterMs);
        await endProbe(db, failures + 1, pausedUntil);
      },
    };
  }

  async function pauseAll(retryAfterMs: number) {
    pausedUntil = pauseAfter(0, retryAfterMs);
    await startPause(db, pausedUntil);
  }

  function pauseAfter(failures: number, retryAfterMs: number): Date {
    const growing = Math.min(SHORTEST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    return inFuture(Math.max(retryAfterMs, growing * (0.5 + random() / 2)));
  }

  function refuseWhilePaused() {
    if (now() < pausedUntil) throw new StripePaused(pausedUntil);
  }

  function inFuture(milliseconds: number): Date {
    return new Date(now().getTime() + milliseconds);
  }
}
