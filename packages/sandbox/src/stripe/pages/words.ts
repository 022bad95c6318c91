import type { Invoice, Subscription, SubscriptionItem } from "../shapes.ts";

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Amounts are in the smallest unit, which is not always a hundredth. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function day(seconds: number): string {
  return DAY.format(seconds * 1000);
}

/** "per month", "every 3 months" */
export function rhythm({ price }: SubscriptionItem): string {
  if (!price.recurring) return "once";
  const { interval, interval_count: count } = price.recurring;
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;
}

/** What happens next, and when. */
export function outlook(subscription: Subscription): string {
  const { status, cancel_at: end, ended_at: ended, trial_end: trialEnd } = subscription;
  const next = subscription.items.data[0]?.current_period_end;
  if (ended !== null) return `Ended on ${day(ended)}.`;
  if (end !== null) return `Ends on ${day(end)}. You keep everything until then.`;
  if (status === "trialing" && trialEnd !== null) return `Free until ${day(trialEnd)}.`;
  if (status === "past_due") return "A payment is missing.";
  return next === undefined ? "" : `Renews on ${day(next)}.`;
}

const STATUSES: Record<string, string> = {
  active: "Active",
  trialing: "Free trial",
  past_due: "Past due",
  unpaid: "Unpaid",
  incomplete: "Waiting for the first payment",
  incomplete_expired: "Never started",
  canceled: "Ended",
  paused: "Paused",
};

export function statusOf({ status, cancel_at: end, ended_at: ended }: Subscription): string {
  if (end !== null && ended === null) return "Ending";
  return STATUSES[status] ?? status;
}

const INVOICE_STATUSES: Record<string, string> = {
  paid: "Paid",
  open: "Open",
  draft: "Draft",
  void: "Void",
  uncollectible: "Written off",
};

export function invoiceStatus({ status }: Invoice): string {
  return INVOICE_STATUSES[status ?? "draft"] ?? "";
}

const BRANDS: Record<string, string> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

export function cardName({ brand, last4 }: { brand: string; last4: string }): string {
  return `${BRANDS[brand] ?? brand} ending in ${last4}`;
}

export const REASON_WORDS: Record<string, string> = {
  too_expensive: "It costs too much",
  missing_features: "It lacks something we need",
  switched_service: "We use another service now",
  unused: "We do not use it enough",
  customer_service: "We were not served well",
  low_quality: "It does not work well enough",
  too_complex: "It is too hard to use",
  other: "Another reason",
};
