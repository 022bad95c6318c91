import { money, number } from "@portico/billing/words";
import type { Preferences } from "../preferences.ts";
import type { Offer, PlansView } from "../trpc.ts";

export type Interval = Offer["prices"][number]["interval"];
type Names = Preferences["names"];

export interface Price {
  amount: string;
  /** "a month", "a member a year" */
  per: string;
}

/** Nothing where it is not sold like that. */
export function priceInWords(offer: Offer, interval: Interval, currency: string): Price | null {
  const prices = offer.prices.filter((price) => price.interval === interval);
  const price = prices.find((each) => each.currency === currency) ?? prices[0];
  return price
    ? { amount: money(price.amount, price.currency), per: perInWords(offer, interval) }
    : null;
}

/** What one gets for it, a line each. */
export function giftsInWords(
  offer: Offer,
  all: Offer[],
  interval: Interval,
  names: Names,
): string[] {
  return [
    ...offer.features.map((feature) => nameOf(feature, names)),
    ...limitsInWords(offer, all, names),
    ...creditsInWords(offer, interval),
  ];
}

function nameOf(name: string, names: Names): string {
  const own = Object.hasOwn(names, name) ? names[name] : undefined;
  const plain = name.replaceAll(/[_-]/g, " ");
  return own ?? `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`;
}

/** What another plan limits and this one does not is worth saying. */
function limitsInWords({ limits }: Offer, all: Offer[], names: Names): string[] {
  const known = new Set(all.flatMap((each) => Object.keys(each.limits)));
  return [...known].map((limit) => {
    const most = limits[limit];
    return `${nameOf(limit, names)}: ${most === undefined ? "unlimited" : number(most)}`;
  });
}

function creditsInWords(offer: Offer, interval: Interval): string[] {
  const many = offer.credits?.each[interval];
  if (many === undefined) return [];
  const rest = offer.credits?.expire ? "unused ones expire" : "unused ones stay";
  return [`${number(many)} credits ${perInWords(offer, interval)}, ${rest}`];
}

function perInWords({ seats }: Offer, interval: Interval): string {
  if (seats === null) return `a ${interval}`;
  return `a ${seats === "members" ? "member" : "seat"} a ${interval}`;
}

/** "Team, $490.00 a year" */
export function choiceInWords(
  { plan, interval }: { plan: string; interval: Interval },
  { plans }: PlansView,
  currency: string,
): string {
  const offer = plans.find((each) => each.plan === plan);
  const price = offer && priceInWords(offer, interval, currency);
  return price ? `${offer.name}, ${price.amount} ${price.per}` : plan;
}
