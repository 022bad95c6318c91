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
