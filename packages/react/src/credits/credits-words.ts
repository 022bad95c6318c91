import { count, day, money, number } from "@portico/billing/words";
import type { BillingView, CreditsView, PackOffer } from "../trpc.ts";

type Held = BillingView["credits"];

/** Every sentence about credits. */
export const creditWords = {
  heading: "Credits",
  buy: "Buy",
  buying: "Opening the checkout…",
  packs: "Buy credits",
  use: "Used by day",
  day: "Day",
  used: "Credits used",
  entries: "Where they came from and went",
} as const;

export function balanceInWords({ balance }: Held): string {
  return `${count(balance, "credit")} left`;
}

/** Nothing where nothing is owed. */
export function owedInWords({ owed }: Held): string | null {
  if (owed === 0) return null;
  return `${count(owed, "credit")} owed: their money went back after they were spent. The next credits repay them, and nothing can be spent until then.`;
}

export function expiryInWords({ amount, at }: Held["expiring"][number], { balance }: Held): string {
  return amount === balance
    ? `All expire on ${day(at)}`
    : `${number(amount)} of them expire on ${day(at)}`;
}

/** What there was once an entry was made. */
export function leftInWords({ balance, owed }: CreditsView["entries"][number]): string {
  const left = `${number(balance)} left`;
  return owed === 0 ? left : `${left}, ${number(owed)} owed`;
}

/** "$10.00, never expire" */
export function packInWords({ prices, expireAfterDays }: PackOffer, currency: string): string {
  const price = prices.find((each) => each.currency === currency) ?? prices[0];
  const life = expireAfterDays === null ? "never expire" : `for ${count(expireAfterDays, "day")}`;
  return price ? `${money(price.amount, price.currency)}, ${life}` : life;
}

export function spentInWords(days: { spent: number }[]): string {
  const total = days.reduce((sum, { spent }) => sum + spent, 0);
  return `${count(total, "credit")} used in the last ${days.length} days`;
}
