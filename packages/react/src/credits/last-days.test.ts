import { expect, it } from "vitest";
import { lastDays } from "./last-days.ts";

const noon = Date.parse("2026-11-21T12:00:00.000Z");

it("is a month of days up to today, the days without use among them", () => {
  const days = lastDays([{ day: "2026-11-20", spent: 5 }], noon);
  expect(days).toHaveLength(30);
  expect(days.slice(-2)).toEqual([
    { day: "2026-11-20", spent: 5 },
    { day: "2026-11-21", spent: 0 },
  ]);
});

it("goes on to the newest day that is told of, where that clock is ahead", () => {
  expect(lastDays([{ day: "2027-01-03", spent: 5 }], noon).at(-1)).toEqual({
    day: "2027-01-03",
    spent: 5,
  });
});
