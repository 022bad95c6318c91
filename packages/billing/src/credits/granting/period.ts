import type { InvoiceLineSaid, SubscriptionItemSaid } from "@portico/db";

/** How often a price is billed, and when the period began that ends with a line's, where that is remembered. */
export interface Every extends Pick<SubscriptionItemSaid, "interval" | "intervalCount"> {
  began?: string | undefined;
}

/** Which part of the period that ends with it a line is for. */
export function partOf({ periodStart, periodEnd }: InvoiceLineSaid, every: Every): number {
  const [start, end] = [Date.parse(periodStart), Date.parse(periodEnd)];
  const began = every.began === undefined ? beforeOne(end, every) : Date.parse(every.began);
  return Math.min(1, (end - start) / (end - began));
}

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
