import type Stripe from "stripe";
import type { Invoice, Subscription, SubscriptionItem } from "../books/shapes.ts";
import { money } from "../money.ts";

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

export function day(seconds: number): string {
  return DAY.format(seconds * 1000);
}

/** "per month", "every 3 months" */
export function rhythm({ price }: Pick<SubscriptionItem, "price">): string {
  if (!price.recurring) return "once";
  const { interval, interval_count: count } = price.recurring;
  return count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;
}

/** "1 month", "2 weeks" */
export function spanWords(interval: string, count: number): string {
  return count === 1 ? `1 ${interval}` : `${count} ${interval}s`;
}

/** "20% off for 3 months" */
export function couponWords(coupon: Stripe.Coupon): string {
  const { amount_off: amount, percent_off: percent, currency, duration } = coupon;
  const off = percent === null ? money(amount ?? 0, currency ?? "usd") : `${percent}%`;
  const months = coupon.duration_in_months ?? 0;
  if (duration === "forever") return `${off} off`;
  if (duration === "once") return `${off} off the next bill`;
  return `${off} off for ${spanWords("month", months)}`;
}

/** What happens next, and when. */
export function outlook(subscription: Subscription): string {
  const { status, cancel_at: end, ended_at: ended, trial_end: trialEnd } = subscription;
  const { pause_collection: pause } = subscription;
  const next = subscription.items.data[0]?.current_period_end;
  if (ended !== null) return `Ended on ${day(ended)}.`;
  if (end !== null) return `Ends on ${day(end)}. You keep everything until then.`;
  if (pause) return pause.resumes_at ? `Paused until ${day(pause.resumes_at)}.` : "Paused.";
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

export function statusOf(subscription: Subscription): string {
  const { status, cancel_at: end, ended_at: ended, pause_collection: pause } = subscription;
  if (end !== null && ended === null) return "Ending";
  if (pause && ended === null) return "Paused";
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

export function expiryWords({ exp_month: month, exp_year: year }: Stripe.PaymentMethod.Card) {
  return `Expires ${String(month).padStart(2, "0")}/${year}`;
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
