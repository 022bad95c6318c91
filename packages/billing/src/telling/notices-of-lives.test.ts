import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  customer,
  invoice,
  kindsOf,
  occasion,
  refund,
  type Rows,
  subscription,
  told,
} from "./testing.ts";

describe("whatever happens", () => {
  const subscriptions = fc.record({
    id: fc.constantFrom("sub_1", "sub_2"),
    status: fc.constantFrom("active", "past_due", "unpaid", "canceled", "incomplete"),
    quantity: fc.integer({ min: 1, max: 3 }),
    cancelAt: fc.constantFrom(null, "2026-12-01T00:00:00.000Z"),
  });
  const invoices = fc.record({
    status: fc.constantFrom("open", "paid", "void", "uncollectible"),
    attemptCount: fc.integer({ min: 0, max: 4 }),
  });
  const rows = fc
    .tuple(
      fc.uniqueArray(subscriptions, { selector: ({ id }) => id }),
      fc.option(invoices),
      fc.option(fc.constantFrom("pending", "succeeded", "failed")),
    )
    .map(([subs, bill, back]): Rows => [
      customer(),
      ...subs.map(subscription),
      ...(bill ? [invoice(bill)] : []),
      ...(back ? [refund(back)] : []),
    ]);
  const life = fc.array(rows, { minLength: 1, maxLength: 20 });
  const toldIn = (states: Rows[]) =>
    states.flatMap((after, tick) => told(states[tick - 1] ?? [], after, occasion(tick)));

  it("tells nothing where nothing changed", () => {
    fc.assert(
      fc.property(rows, (same) => {
        expect(told(same, same)).toEqual([]);
      }),
    );
  });

  it("tells of access gained and access lost by turns", () => {
    fc.assert(
      fc.property(life, (states) => {
        const turns = kindsOf(toldIn(states)).filter((kind) => kind.startsWith("access."));
        const expected = turns.map((_, at) => (at % 2 === 0 ? "access.gained" : "access.lost"));
        expect(turns).toEqual(expected);
      }),
    );
  });

  it("calls no two of them the same but one payment that failed once and one refund", () => {
    fc.assert(
      fc.property(life, (states) => {
        const names = toldIn(states)
          .filter(({ kind }) => kind !== "payment.failed" && kind !== "refund.made")
          .map(({ kind, source }) => `${kind} ${source}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});
