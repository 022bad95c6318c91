import type { Said } from "@portico/db";
import fc from "fast-check";
import { expect, it } from "vitest";
import { stateFrom } from "../subscription/state.ts";
import { type Change, stateAfter } from "./state-after.ts";
import { bill, onDay, team, visa } from "@portico/db/examples";

const days = fc.integer({ min: 0, max: 400 }).map((day) => onDay(day).toISOString());

const subscription = fc.record({
  id: fc.constantFrom("sub_1", "sub_2"),
  says: fc
    .record({ status: fc.constantFrom("active", "past_due", "canceled"), createdAt: days })
    .map((says) => ({ ...team, ...says })),
});
const invoice = fc.record({
  id: fc.constantFrom("in_1", "in_2", "in_3"),
  says: fc.constantFrom("open", "paid", "void").map((status) => ({ ...bill, status })),
});
const card = fc.record({
  id: fc.constantFrom("pm_1", "pm_2"),
  says: fc.constantFrom("4242", "0002").map((last4) => ({ ...visa, last4 })),
});
const deletion = fc.record({
  id: fc.constantFrom("sub_1", "sub_2", "in_1", "in_2", "in_3", "pm_1", "pm_2"),
  says: fc.constant(null),
});

const life = fc.array(fc.oneof(subscription, invoice, card, deletion), { maxLength: 40 });

it("says after any change what the mirror said then", () => {
  fc.assert(
    fc.property(life, (words) => {
      const mirror = new Map<string, Said>();
      const history: Change[] = [];
      const mirrored = words.map(({ id, says }) => {
        history.push({ objectId: id, before: mirror.get(id) ?? null, after: says });
        if (says) mirror.set(id, says);
        else mirror.delete(id);
        return stateFrom([...mirror].map(([id, says]) => ({ id, says })));
      });
      expect(words.map((_, at) => stateAfter(history.slice(0, at + 1)))).toEqual(mirrored);
    }),
  );
});

it("knows nothing before the first change", () => {
  expect(stateAfter([])).toEqual(stateFrom([]));
});
