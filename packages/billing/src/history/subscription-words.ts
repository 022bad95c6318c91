import type { SubscriptionItemSaid, SubscriptionSaid } from "@portico/db";
import { day, money } from "../words/index.ts";
import type { Wording } from "./fact.ts";

/** Of subscriptions whose items name their product by what it is called. */
export const subscriptionWords: Wording<SubscriptionSaid> = {
  began: (says) => `Subscribed to ${planInWords(says)}: ${statusInWords(says.status)}.`,
  ended: (says) => `The subscription to ${planInWords(says)} is gone from Stripe.`,
  facts: [
    {
      name: "plan",
      of: planInWords,
      sentence: (was, now) => `The plan changed from ${planInWords(was)} to ${planInWords(now)}.`,
    },
    {
      name: "price",
      of: priceOf,
      sentence: (was, now) => `The price changed from ${priceOf(was)} to ${priceOf(now)}.`,
    },
    {
      name: "seats",
      of: seatsOf,
      sentence: (was, now) =>
        `The seats changed from ${seatsOf(was) ?? "none"} to ${seatsOf(now) ?? "none"}.`,
    },
    {
      name: "status",
      of: (says) => says.status,
      sentence: (was, now) =>
        `The subscription was ${statusInWords(was.status)} and is ${statusInWords(now.status)}.`,
    },
    {
      name: "cancel date",
      of: (says) => says.cancelAt,
      sentence(_, now) {
        if (now.endedAt) return null;
        return now.cancelAt
          ? `The subscription was cancelled and ends on ${day(now.cancelAt)}.`
          : "The cancellation was taken back.";
      },
    },
    {
      name: "end",
      of: (says) => says.endedAt,
      sentence: (_, now) => now.endedAt && `The subscription ended on ${day(now.endedAt)}.`,
    },
    {
      name: "end of trial",
      of: (says) => says.trialEnd,
      sentence: (_, now) => now.trialEnd && `The trial runs until ${day(now.trialEnd)}.`,
    },
    {
      name: "collection paused",
      of: ({ paused }) => paused && (paused.resumesAt ?? "for now"),
      sentence(_, { paused }) {
        if (!paused) return "Invoices are collected again.";
        return `Invoices are not collected ${paused.resumesAt ? `until ${day(paused.resumesAt)}` : "for now"}.`;
      },
    },
    {
      name: "end of period",
      of: periodEndOf,
      sentence(_, now) {
        const end = periodEndOf(now);
        return end && `The period runs until ${day(end)}.`;
      },
    },
  ],
};

const STATUSES: ReadonlyMap<string, string> = new Map([
  ["trialing", "on trial"],
  ["past_due", "past due"],
  ["incomplete", "waiting for its first payment"],
  ["incomplete_expired", "never paid for"],
  ["canceled", "ended"],
]);

export function statusInWords(status: string): string {
  return STATUSES.get(status) ?? status;
}

/** "Team and Support" */
export function planInWords({ items }: SubscriptionSaid): string {
  return items.map(({ product }) => product).join(" and ") || "no plan";
}

function priceOf({ items }: SubscriptionSaid): string {
  return items.map(priceOfItem).join(" and ") || "nothing";
}

function priceOfItem({ unitAmount, currency, interval, intervalCount }: SubscriptionItemSaid) {
  const price = unitAmount === null ? "a price by use" : money(unitAmount, currency);
  if (!interval) return price;
  const count = intervalCount ?? 1;
  return count === 1 ? `${price} a ${interval}` : `${price} every ${count} ${interval}s`;
}

/** Nothing where they are counted by use. */
function seatsOf({ items }: SubscriptionSaid): number | null {
  const counted = items.flatMap(({ quantity }) => quantity ?? []);
  return counted.length === 0 ? null : counted.reduce((sum, quantity) => sum + quantity, 0);
}

function periodEndOf({ items }: SubscriptionSaid): string | null {
  return (
    items
      .map(({ currentPeriodEnd }) => currentPeriodEnd)
      .toSorted()
      .at(-1) ?? null
  );
}
