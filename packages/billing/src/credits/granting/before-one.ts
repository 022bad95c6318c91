import type { Every } from "./credits-billed.ts";

/** When a period began that ends then, in milliseconds. On the last day of a short month it may have been some days later. */
export function beforeOne(end: number, { interval, intervalCount }: Every): number {
  const months = (interval === "year" ? 12 : 1) * (intervalCount ?? 1);
  const start = new Date(end);
  const day = start.getUTCDate();
  start.setUTCMonth(start.getUTCMonth() - months);
  // A day that the month before does not have.
  if (start.getUTCDate() !== day) start.setUTCDate(0);
  return start.getTime();
}
