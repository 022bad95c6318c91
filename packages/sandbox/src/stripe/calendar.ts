import type Stripe from "stripe";

export const DAY = 24 * 60 * 60;

/** The same hour some intervals away; a day a month lacks becomes that month's last. */
export function later(
  start: number,
  interval: Stripe.Price.Recurring.Interval,
  count: number,
): number {
  if (interval === "day") return start + count * DAY;
  if (interval === "week") return start + count * 7 * DAY;
  return monthsLater(start, interval === "year" ? count * 12 : count);
}

function monthsLater(start: number, count: number): number {
  const date = new Date(start * 1000);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime() / 1000;
}

/** Where the period that begins at `start` ends, on the plan's own day of the month. */
export function periodEnd(
  anchor: number,
  start: number,
  { interval, interval_count }: Pick<Stripe.Price.Recurring, "interval" | "interval_count">,
): number {
  let count = 1;
  while (later(anchor, interval, interval_count * count) <= start) count += 1;
  return later(anchor, interval, interval_count * count);
}

/** The periods one after the other, up to the one that lasts now. */
export function periodsSince(
  anchor: number,
  now: number,
  { interval, interval_count: count }: Pick<Stripe.Price.Recurring, "interval" | "interval_count">,
): { start: number; end: number }[] {
  const periods = [];
  let start = anchor;
  while (start <= now) {
    const end = later(anchor, interval, count * (periods.length + 1));
    periods.push({ start, end });
    start = end;
  }
  return periods;
}

export function dayOf(time: number): string {
  return new Date(time * 1000).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}
