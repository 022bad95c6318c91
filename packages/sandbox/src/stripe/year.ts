import fc from "fast-check";
import type Stripe from "stripe";
import { expect } from "vitest";
import { z } from "zod";
import { expectAgreement, sum } from "./agreement.ts";
import { lives, play } from "./lives.ts";

/** Draws that many years; a wrong one is made as short as it can be before it is shown. */
export async function proveYears(numRuns: number) {
  const year = fc.asyncProperty(lives, async (all) => {
    const { stripe, customers } = await play(all);
    for (const customer of customers) {
      const { invoices, plans } = await expectAgreement(stripe, customer);
      const events = (
        await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 })
      ).toReversed();
      for (const plan of plans) {
        const told = eventsOf(events, plan.id);
        expectNoGap(invoices, plan, told);
        expectTold(told, plan);
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

/** Every moment is paid for once: not twice, unless a person asked for a new rhythm and no proration, and not never. */
function expectNoGap(invoices: Stripe.Invoice[], plan: Stripe.Subscription, told: Stripe.Event[]) {
  const changes = told.slice(1).filter(({ request }) => request?.id);
  const asked = new Set(changes.map(({ created }) => created));
  const lines = invoices
    .flatMap((invoice) => invoice.lines.data)
    .filter(({ parent }) => parent?.subscription_item_details?.subscription === plan.id)
    .map(({ description, period }) => ({
      ...period,
      times: description?.startsWith("Unused time") ? -1 : 1,
    }));
  const moments = [...new Set(lines.flatMap(({ start, end }) => [start, end]))].toSorted(
    (one, other) => one - other,
  );
  const end = plan.ended_at ?? plan.items.data[0]?.current_period_end ?? 0;
  for (const moment of moments.filter((each) => each < end)) {
    const covering = lines.filter(({ start, end }) => start <= moment && moment < end);
    const first = Math.min(...covering.map(({ start }) => start));
    const again = [...asked].filter((each) => first <= each && each <= moment).length;
    const paid = sum(covering.map(({ times }) => times));
    expect(paid).toBeGreaterThanOrEqual(1);
    expect(paid).toBeLessThanOrEqual(1 + again);
  }
}
