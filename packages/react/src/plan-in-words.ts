import { day, money } from "@portico/billing/words";
import { knownStatus, type Status } from "./status.ts";
import type { Subscription } from "./trpc.ts";

type Item = Subscription["items"][number];

/** "Team — $49.00 a month, renews on 21 December 2026" */
export function planInWords(subscription: Subscription): string {
  const name = subscription.items.map(itemName).join(" and ") || "A plan";
  const price = priceInWords(subscription.items);
  const status = knownStatus(subscription.status);
  return `${name} — ${status ? clauseFor[status](subscription, price) : price}`;
}

function itemName({ plan, quantity }: Item): string {
  return quantity && quantity > 1 ? `${quantity} × ${plan}` : plan;
}

const clauseFor: Record<Status, (subscription: Subscription, price: string) => string> = {
  active: ({ cancelAt, currentPeriodEnd }, price) => {
    if (cancelAt) return `${price}, ends on ${day(cancelAt)}`;
    return currentPeriodEnd ? `${price}, renews on ${day(currentPeriodEnd)}` : price;
  },
  trialing: ({ cancelAt, trialEnd }, price) => {
    if (cancelAt) return `free trial, ends on ${day(cancelAt)}`;
    return trialEnd ? `free until ${day(trialEnd)}, then ${price}` : `free trial, then ${price}`;
  },
  past_due: ({ cancelAt }, price) =>
    `${price}, payment overdue${cancelAt ? `, ends on ${day(cancelAt)}` : ""}`,
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
  return items.map(itemPrice).join(" and ");
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
    if (unitAmount == null || quantity == null) return null;
    total += unitAmount * quantity;
  }
  return total;
}

function itemPrice(item: Item): string {
  const { unitAmount, quantity, currency } = item;
  if (unitAmount == null) return "priced by use";
  const period = periodInWords(item);
  return quantity == null
    ? `${money(unitAmount, currency)} a unit${period}`
    : `${money(unitAmount * quantity, currency)}${period}`;
}

function periodInWords({ interval, intervalCount }: Item): string {
  if (!interval) return "";
  const count = intervalCount ?? 1;
  return count === 1 ? ` a ${interval}` : ` every ${count} ${interval}s`;
}
