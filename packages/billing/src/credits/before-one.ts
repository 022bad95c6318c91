import type { Every } from "./credits-billed.ts";

/** When a period began that ends then. The last of a longer month counts as that of a shorter one. */
export function beforeOne(end: Date, { interval, intervalCount }: Every): Date {
  const months = (interval === "year" ? 12 : 1) * (intervalCount ?? 1);
  const start = new Date(end);
  start.setUTCMonth(end.getUTCMonth() - months);
  const overflowed = start.getUTCDate() !== end.getUTCDate();
  if (overflowed) start.setUTCDate(0);
  return start;
}
