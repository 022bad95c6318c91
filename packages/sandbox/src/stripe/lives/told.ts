import type Stripe from "stripe";
import { expect } from "vitest";
import { z } from "zod";

type Read = Stripe.Subscription | Stripe.Invoice;

/** The last event of each ends at what is read, and each change of a plan takes up where the one before it ended. */
export async function expectTold(stripe: Stripe, read: Read[]) {
  const newest = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const events = newest.toReversed();
  const times = events.map(({ created }) => created);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  for (const each of read) expectToldOf(eventsOf(events, each.id ?? ""), each);
}

function eventsOf(events: Stripe.Event[], id: string) {
  return events.filter(({ data }) => "id" in data.object && data.object.id === id);
}

function expectToldOf(told: Stripe.Event[], read: Read) {
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
