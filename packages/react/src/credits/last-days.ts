import type { CreditsView } from "../trpc.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const SHOWN = 30;

type UsedOnDay = CreditsView["use"][number];

/** Every day up to today by UTC, or up to the newest that is told of where its clock is ahead. */
export function lastDays(use: UsedOnDay[], now: number): UsedOnDay[] {
  const newest = Math.max(now, ...use.map(({ day }) => Date.parse(day)));
  const spentOn = new Map(use.map(({ day, spent }) => [day, spent]));
  return Array.from({ length: SHOWN }, (_, place) => {
    const day = new Date(newest - (SHOWN - 1 - place) * DAY_MS).toISOString().slice(0, 10);
    return { day, spent: spentOn.get(day) ?? 0 };
  });
}
