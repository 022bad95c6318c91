import type Stripe from "stripe";

type Line = Pick<Stripe.InvoiceLineItem, "amount" | "period">;

/** Of what was paid for these lines, the part for the time after then. */
export function unusedPart(paid: number, lines: Line[], then: number): number {
  const whole = sum(lines.map(({ amount }) => amount));
  const unused = sum(lines.map(({ amount, period }) => amount * shareAfter(period, then)));
  if (whole <= 0 || unused <= 0) return 0;
  return Math.min(paid, Math.floor((paid * unused) / whole));
}

function shareAfter({ start, end }: Line["period"], then: number): number {
  if (end <= start) return 0;
  return Math.min(1, Math.max(0, (end - then) / (end - start)));
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
