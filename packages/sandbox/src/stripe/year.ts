import fc from "fast-check";
import type Stripe from "stripe";
import { expect } from "vitest";
import { z } from "zod";
import { expectAgreement } from "./agreement.ts";
import { expectCovered } from "./coverage.ts";
import { sharesOf } from "./fair-shares.ts";
import { play } from "./lives.ts";
import { lives } from "./moves.ts";

/** Draws that many years; a wrong one is made as short as it can be before it is shown. */
export async function proveYears(numRuns: number) {
  const year = fc.asyncProperty(lives, async (all) => {
    const { stripe, changes, customers } = await play(all);
    for (const customer of customers) {
      const { invoices, plans } = await expectAgreement(stripe, customer);
      const events = (
        await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 })
      ).toReversed();
      for (const plan of plans) {
        const own = changes.filter((change) => change.plan.id === plan.id);
        expectCovered(plan, await sharesOf(stripe, plan), own);
        expectTold(eventsOf(events, plan.id), plan);
      }
      for (const invoice of invoices) expectTold(eventsOf(events, invoice.id), invoice);
    }
  });
  await fc.assert(year, { numRuns, seed: 20_270_101 });
}

function eventsOf(events: Stripe.Event[], id: string) {
  return events.filter(({ data }) => "id" in data.object && data.object.id === id);
}

/** The last event ends at what is read, and each change of a plan takes up where the one before it ended. */
function expectTold(told: Stripe.Event[], read: Stripe.Subscription | Stripe.Invoice) {
  const objects = told.map(({ data }) => plain(data.object));
  expect(plain(read)).toMatchObject(objects.at(-1) ?? {});
  for (const [place, { data, type }] of told.slice(1).entries()) {
    if (!type.startsWith("customer.") || !data.previous_attributes) continue;
    const before = undone(objects[place + 1], plain(data.previous_attributes ?? {}));
    expect(before).toMatchObject(objects[place] ?? {});
  }
}

/** What an object was before an update. */
function undone(object: unknown, was: unknown): unknown {
  if (!isRecord(object) || !isRecord(was)) return was;
  const fields = Object.entries(was).map(([name, old]) => [name, undone(object[name], old)]);
  return { ...object, ...Object.fromEntries(fields) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As on the wire. */
function plain(value: object): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value)));
}
