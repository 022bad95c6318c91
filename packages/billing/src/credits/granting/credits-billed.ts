import type { InvoiceLineSaid, InvoiceSaid } from "@portico/db";
import type { CreditPack, Plan } from "../../plans/catalog.ts";
import { type Every, partOf } from "./period.ts";

export interface SoldAs {
  /** Which plan or pack of the catalog a line is for. */
  soldAs(line: InvoiceLineSaid): Plan | CreditPack | undefined;
  everyOf(line: InvoiceLineSaid): Every;
}

export interface Billed {
  amount: number;
  /** Nothing where they stay. */
  expiresAt: Date | null;
}

interface Share {
  credits: number;
  expiresAt: Date | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The credits that an invoice is for, once it is paid. What it takes back counts against what it gives, and never below nothing. */
export function creditsBilled(
  sold: SoldAs,
  { lines }: Pick<InvoiceSaid, "lines">,
  paidAt: Date,
): Billed {
  const shares = lines.flatMap((line) => shareOf(sold, line, paidAt) ?? []);
  const amount = Math.max(0, Math.round(shares.reduce((sum, { credits }) => sum + credits, 0)));
  return { amount, expiresAt: lastEnd(shares.filter(({ credits }) => credits > 0)) };
}

function shareOf(sold: SoldAs, line: InvoiceLineSaid, paidAt: Date): Share | undefined {
  const thing = sold.soldAs(line);
  if (!thing) return undefined;
  return isPack(thing)
    ? packShare(thing, line, paidAt)
    : planShare(thing, line, sold.everyOf(line));
}

function packShare(
  { credits, expireAfterDays: days }: CreditPack,
  line: InvoiceLineSaid,
  paidAt: Date,
) {
  const expiresAt = days === undefined ? null : new Date(paidAt.getTime() + days * DAY_MS);
  return { credits: signOf(line) * credits * (line.quantity ?? 1), expiresAt };
}

function planShare(
  { credits, seats }: Plan,
  line: InvoiceLineSaid,
  every: Every,
): Share | undefined {
  const { interval, intervalCount } = every;
  if (!credits || (interval !== "month" && interval !== "year")) return undefined;
  const each = (credits.each[interval] ?? 0) * (intervalCount ?? 1);
  const quantity = seats ? (line.quantity ?? 1) : 1;
  return {
    credits: signOf(line) * each * quantity * (line.proration ? partOf(line, every) : 1),
    expiresAt: credits.expire ? new Date(line.periodEnd) : null,
  };
}

/** What costs nothing gives all it stands for, as a trial does; of what was changed, it is no share. */
function signOf({ amount, proration }: InvoiceLineSaid): number {
  return amount === 0 && !proration ? 1 : Math.sign(amount);
}

/** Where something stays, all does. */
function lastEnd(shares: Share[]): Date | null {
  const ends = shares.map(({ expiresAt }) => expiresAt?.getTime() ?? Infinity);
  const last = Math.max(...ends);
  return Number.isFinite(last) ? new Date(last) : null;
}

function isPack(thing: Plan | CreditPack): thing is CreditPack {
  return typeof thing.credits === "number";
}
