import { expect, it } from "vitest";
import { dropOld } from "./drop-old.ts";

it("drops in small statements what is older than the retention", async () => {
  const asked: [string, number][] = [];
  const left = [1_000, 1_000, 7];
  const dropped = await dropOld({
    retentionDays: 90,
    now: () => new Date(Date.UTC(2026, 3, 1)),
    async drop(before, limit) {
      asked.push([before.toISOString(), limit]);
      return left.shift() ?? 0;
    },
  });
  expect(dropped).toBe(2_007);
  expect(asked).toEqual(Array.from({ length: 3 }, () => ["2026-01-01T00:00:00.000Z", 1_000]));
});
