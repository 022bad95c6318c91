import { drainInbox } from "@portico/billing";
import {
  type Database,
  keepLetters,
  type LetterRow,
  mirrorOf,
  type SubscriptionItemSaid,
} from "@portico/db";
import type Stripe from "stripe";
import { expect } from "vitest";
import { z } from "zod";
import { catalog } from "../catalog.ts";

/** The killed held leases, which end within a minute. */
export async function drainLater(db: Database, stripe: Stripe) {
  const onFailure = (_: string, error: unknown) => {
    throw error;
  };
  const monotonic = () => performance.now();
  const said = { tells: true, catalog, graceDays: 14, onFailure };
  const needs = { db, stripe, now: inAnHour, monotonic, ...said };
  while ((await drainInbox(needs)) > 0);
}

export function inAnHour(): Date {
  return new Date(Date.now() + 60 * 60 * 1000);
}

/** Keeping them again says that they were there. */
export async function expectKept(db: Database, events: Iterable<string>) {
  const now = new Date();
  const times = { createdAt: now, receivedAt: now, nextAttemptAt: now, doneAt: now };
  const again = [...events].map((id): LetterRow => ({
    id,
    type: "again",
    decision: "stored",
    ...times,
  }));
  for (let at = 0; at < again.length; at += 1_000)
    expect(await keepLetters(db, again.slice(at, at + 1_000))).toEqual(new Set());
}

export async function expectNothingOpen(db: Database) {
  const open = await rowsOf(db, "select id, type from portico.inbox where done_at is null");
  expect(open).toEqual([]);
}

/** In the history of each object every change goes on where the one before it ended. */
export async function expectNothingTwice(db: Database) {
  const changes = await rowsOf(
    db,
    "select object_id, before, after from portico.history order by id",
  );
  const last = new Map<unknown, unknown>();
  for (const { object_id: id, before, after } of changes) {
    expect(before).toEqual(last.get(id) ?? null);
    last.set(id, after);
  }
}

/** What our rows say about these customers' plans is what Stripe says. */
export async function expectTruth(db: Database, stripe: Stripe, customers: string[]) {
  for (const customer of customers)
    expect(await plansWeKnow(db, customer)).toEqual(await plansAtStripe(stripe, customer));
}

async function plansWeKnow(db: Database, customer: string) {
  const known = await mirrorOf(db, customer);
  return known.flatMap(({ id, says }) =>
    says.kind === "subscription"
      ? [{ id, status: says.status, cancelAt: says.cancelAt, items: says.items.map(itemOf) }]
      : [],
  );
}

const itemOf = ({ id, price, quantity }: SubscriptionItemSaid) => ({ id, price, quantity });

async function plansAtStripe(stripe: Stripe, customer: string) {
  const { data } = await stripe.subscriptions.list({ customer, status: "all" });
  return data.map(({ id, status, cancel_at: at, items }) => ({
    id,
    status,
    cancelAt: at === null ? null : new Date(at * 1000).toISOString(),
    items: items.data.map(({ id, price, quantity }) => ({ id, price: price.id, quantity })),
  }));
}

const rows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });

export async function rowsOf(db: Database, query: string) {
  return rows.parse(await db.execute(query)).rows;
}
