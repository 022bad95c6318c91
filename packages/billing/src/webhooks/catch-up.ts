import {
  caughtUpTo,
  type Database,
  giveBackLease,
  keepCaughtUpTo,
  keepLetters,
  takeLease,
} from "@portico/db";
import type Stripe from "stripe";
import { pagesOf } from "../stripe/pages-of.ts";
import { readLetter } from "./letter.ts";
import { rowOf } from "./receive-event.ts";

export interface CatchUpNeeds {
  db: Database;
  stripe: Pick<Stripe, "events">;
  livemode: boolean;
  now(): Date;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Stripe keeps no event longer. */
const LONGEST_AGO_MS = 30 * 24 * HOUR_MS;
/** An event is listed a while after it happened, and its clock is not ours. */
const OVERLAP_MS = HOUR_MS;
/** Younger events are on their way. */
const ON_THE_WAY_MS = MINUTE_MS;
const LEASE_MS = 5 * MINUTE_MS;

/**
 * Takes in what Stripe could not deliver, and tells how much that was. Each such letter says only that something
 * happened, so Stripe is asked what. One replica at a time; whoever comes meanwhile has nothing to do.
 */
export async function catchUp(needs: CatchUpNeeds): Promise<number> {
  const { db, now } = needs;
  const startedAt = now();
  const lease = await takeLease(db, "catch-up", startedAt, later(startedAt, LEASE_MS));
  if (!lease) return 0;
  try {
    const found = await keepUndelivered(needs, await since(db, startedAt));
    await keepCaughtUpTo(db, startedAt);
    return found;
  } finally {
    await giveBackLease(db, lease, now());
  }
}

async function since(db: Database, startedAt: Date): Promise<Date> {
  const before = await caughtUpTo(db);
  const longestAgo = later(startedAt, -LONGEST_AGO_MS);
  if (!before) return longestAgo;
  const from = later(before, -OVERLAP_MS);
  return from > longestAgo ? from : longestAgo;
}

/** Page by page, each kept before the next is asked for. */
async function keepUndelivered(needs: CatchUpNeeds, from: Date): Promise<number> {
  const { stripe } = needs;
  const wanted = {
    delivery_success: false,
    created: { gte: Math.floor(from.getTime() / 1000) },
  };
  let found = 0;
  for await (const { data } of pagesOf((page) => stripe.events.list({ ...wanted, ...page })))
    found += await keepMissed(needs, data);
  return found;
}

async function keepMissed(needs: CatchUpNeeds, events: Stripe.Event[]): Promise<number> {
  const rows = events
    .filter((event) => !isOnItsWay(event, needs.now()))
    .flatMap((event) => readLetter(event) ?? [])
    .map((letter) => rowOf(needs, letter, null))
    // Nobody promised us the others.
    .filter(({ decision }) => decision === "stored");
  return rows.length === 0 ? 0 : (await keepLetters(needs.db, rows)).size;
}

function isOnItsWay({ created }: Stripe.Event, now: Date): boolean {
  const ago = now.getTime() - created * 1000;
  return ago >= 0 && ago < ON_THE_WAY_MS;
}

function later(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}
