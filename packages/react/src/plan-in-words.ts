import { day } from "./dates.ts";
import { money } from "./money.ts";
import type { Subscription } from "./trpc.ts";
import { intervalWords } from "./words.ts";

type Item = Subscription["items"][number];

/** "Team — $49.00 a month, renews on 21 December 2026" */
export function planInWords(subscription: Subscription): string {
  const name = subscription.items.map(itemName).join(" and ") || "A plan";
  const price = priceInWords(subscription.items);
  return `${name} — ${clauseFor[subscription.status](subscription, price)}`;
}

function itemName({ plan, quantity }: Item): string {
  return quantity !== null && quantity > 1 ? `${quantity} × ${plan}` : plan;
}

const clauseFor: Record<Subscription["status"], (subscription: Subscription, price: string) => string> = {
  active: ({ cancelAt, currentPeriodEnd }, price) => {
    if (cancelAt) return `${price}, ends on ${day(cancelAt)}`;
    return currentPeriodEnd ? `${price}, renews on ${day(currentPeriodEnd)}` : price;
  },
  trialing: ({ cancelAt, trialEnd }, price) => {
    if (cancelAt) return `free trial, ends on ${day(cancelAt)}`;
    return trialEnd ? `free until ${day(trialEnd)}, then ${price}` : `free trial, then ${price}`;
  },
  past_due: ({ cancelAt }, price) => `${price}, payment overdue${cancelAt ? `, ends on ${day(cancelAt)}` : ""}`,
  unpaid: (_, price) => `${price}, unpaid`,
  incomplete: (_, price) => `${price}, starts with the first payment`,
  incomplete_expired: () => "never started",
  paused: (_, price) => `${price}, paused`,
  canceled: () => "ended",
};

/** One price where the items can be added up, each for itself where they cannot. */
function priceInWords(items: Item[]): string {
  const [first] = items;
  if (!first) return "no price";
  const total = items.every((item) => samePeriod(item, first)) ? sum(items) : null;
  if (total !== null) return `${money(total, first.currency)}${periodInWords(first)}`;
  return items.map((item) => `${itemPrice(item)}${periodInWords(item)}`).join(" and ");
}

function samePeriod(one: Item, other: Item): boolean {
  return (
    one.currency === other.currency &&
    one.interval === other.interval &&
    one.intervalCount === other.intervalCount
  );
}

function sum(items: Item[]): number | null {
  let total = 0;
  for (const { unitAmount, quantity } of items) {
    if (unitAmount === null || quantity === null) return null;
    total += unitAmount * quantity;
  }
  return total;
}

function itemPrice({ unitAmount, quantity, currency }: Item): string {
  if (unitAmount === null) return "priced by use";
  return quantity === null ? `${money(unitAmount, currency)} a unit` : money(unitAmount * quantity, currency);
}

function periodInWords({ interval, intervalCount }: Item): string {
  if (!interval) return "";
  if (intervalCount === null || intervalCount === 1) return ` a ${intervalWords[interval]}`;
  return ` every ${intervalCount} ${intervalWords[interval]}s`;
}
