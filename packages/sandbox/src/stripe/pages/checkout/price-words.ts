import type { LineItem } from "../../books/shapes.ts";
import { DAY } from "../../calendar.ts";
import { money } from "../../money.ts";
import { costOf } from "../../subscriptions/bills/plan-lines.ts";
import { day, rhythm } from "../words.ts";
import type { Checkout } from "./checkout.ts";

/** What is written largest: what this is, and what it costs. */
export interface Headline {
  title: string;
  price: string;
  /** After the price: how often, or from when. */
  more: string | undefined;
}

export function headlineOf(checkout: Checkout): Headline {
  const { session, lines } = checkout;
  const total = money(session.amount_total ?? 0, session.currency ?? "usd");
  if (session.mode === "setup")
    return { title: "Save a card for later", price: "", more: "Nothing is charged today." };
  if (session.mode === "payment")
    return { title: titleOf("Pay for", lines), price: total, more: undefined };
  const plan = lines.filter(({ price }) => price.recurring);
  const every = plan[0] ? rhythm(plan[0]) : "";
  const cost = money(sumOf(plan), session.currency ?? "usd");
  const free = freeDays(checkout);
  if (free === undefined) return { title: titleOf("Subscribe to", plan), price: cost, more: every };
  return {
    title: titleOf("Try", plan),
    price: `${free} ${free === 1 ? "day" : "days"} free`,
    more: `Then ${cost} ${every}, starting ${day(trialEndOf(checkout) ?? 0)}`,
  };
}

/** When a trial ends that begins now. */
export function trialEndOf({ order: { subscription }, now }: Checkout): number | undefined {
  const { trial_end: end, trial_period_days: days } = subscription ?? {};
  return end ?? (days === undefined ? undefined : now + days * DAY);
}

/** What the button says that ends it all. */
export function verbOf(checkout: Checkout): string {
  const { mode, submit_type: type, amount_total: total, currency } = checkout.session;
  if (mode === "setup") return "Save card";
  if (mode === "subscription")
    return trialEndOf(checkout) === undefined ? "Subscribe" : "Start trial";
  if (type === "book") return "Book";
  if (type === "donate") return "Donate";
  return total === 0 ? "Complete order" : `Pay ${money(total ?? 0, currency ?? "usd")}`;
}

function titleOf(verb: string, lines: LineItem[]): string {
  const names = [...new Set(lines.flatMap(({ description }) => description ?? []))];
  return names.length > 2 ? `${verb} ${names.length} things` : `${verb} ${names.join(" and ")}`;
}

function sumOf(lines: LineItem[]): number {
  return lines.reduce((sum, line) => sum + lineCost(line), 0);
}

/** What a line costs for a period of its own, also when nothing is due yet. */
export function lineCost({ price, quantity }: LineItem): number {
  return costOf({ price, quantity: quantity ?? 1 });
}

function freeDays(checkout: Checkout): number | undefined {
  const end = trialEndOf(checkout);
  return end === undefined ? undefined : Math.ceil((end - checkout.now) / DAY);
}
