import { z } from "zod";
import type { Books, Cause } from "./books.ts";
import { anchoredAt } from "./begin-period.ts";
import { type Bill, collect, drawInvoice } from "./draw-invoice.ts";
import { discountsAsked, discountsWish } from "./discounts.ts";
import { followPayment } from "./follow-payment.ts";
import { idOf } from "./id-of.ts";
import { newId } from "./ids.ts";
import { priced, priceOfItem, requireOneRhythm } from "./item-params.ts";
import { keepChange } from "./keep-change.ts";
import { mergeMetadata } from "./merge-metadata.ts";
import { newItem, planOf } from "./new-subscription.ts";
import { flag, listOf, metadata, text, whole } from "./params.ts";
import { periodLines } from "./plan-lines.ts";
import { invalid, missing, missingParam, tooSmall } from "./problem.ts";
import { keepProrations, type Proration, prorationLines, remaining, unused } from "./prorations.ts";
import { taxRatesAsked, taxRatesWish } from "./tax-rates.ts";
import type { Subscription, SubscriptionItem } from "./shapes.ts";

export const itemChanges = listOf(
  z.strictObject({
    id: text.optional(),
    ...priced,
    quantity: whole.optional(),
    deleted: flag.optional(),
    clear_usage: flag.optional(),
    metadata: metadata.optional(),
    discounts: discountsWish,
    tax_rates: taxRatesWish,
  }),
);

type ItemChange = z.infer<typeof itemChanges>[number];
export type ProrationBehavior = "always_invoice" | "create_prorations" | "none";

/** The plan as it would be, with nothing written down. */
export function withItems(
  books: Books,
  plan: Subscription,
  asked: ItemChange[],
  /** What was checked when it was planned is not checked again. */
  priceOf = priceOfItem,
): Subscription {
  let data = plan.items.data;
  for (const [place, change] of asked.entries()) {
    const at = (field: string) => `items[${place}][${field}]`;
    if (change.quantity !== undefined && change.quantity < 0) throw tooSmall(at("quantity"), 0);
    const kept = data.find(({ id }) => id === change.id);
    if (change.id !== undefined && !kept)
      throw missing("subscription_item", change.id, { param: at("id") });
    if (kept && change.deleted === true) data = data.filter(({ id }) => id !== kept.id);
    else if (kept)
      data = data.map((item) =>
        item === kept ? changed(books, plan, item, change, at, priceOf) : item,
      );
    else data = [...data, added(books, plan, change, at, priceOf)];
  }
  if (data.length === 0)
    throw invalid(
      "A subscription must have at least one active item. To cancel it, delete the subscription itself.",
    );
  requireOneRhythm(data.map(({ price }) => price));
  const after = { ...plan, items: { ...plan.items, data, total_count: data.length } };
  if (!newRhythm(plan, after) || plan.status === "trialing") return after;
  return anchoredAt(after, books.now());
}

/** Writes a change of items down, and bills the difference as asked. */
export function changeItems(
  books: Books,
  before: Subscription,
  after: Subscription,
  behavior: ProrationBehavior,
  cause: Cause,
  /** What becomes of a change that has a bill of its own. */
  make = billNow,
): Subscription {
  const anew = restarts(before, after);
  const difference = prorationsBetween(books, before, after, behavior);
  const lines =
    anew && behavior === "none" ? periodLines(books, after) : prorationLines(difference);
  const billed = anew || (behavior === "always_invoice" && difference.length > 0);
  if (!billed) {
    keepProrations(books, after, difference, cause);
    return keepChange(books, before, after, cause);
  }
  return make(books, before, after, lines, cause);
}

/** Writes a change down with a bill of its own. */
export function billNow(
  books: Books,
  before: Subscription,
  after: Subscription,
  lines: Bill["lines"],
  cause: Cause,
): Subscription {
  const now = books.now();
  const period = { start: now, end: now };
  const bill = { reason: "subscription_update", period, lines } as const;
  const draft = drawInvoice(books, after, bill, cause);
  const kept = keepChange(books, before, { ...after, latest_invoice: draft.id }, cause);
  followPayment(books, collect(books, draft, cause), cause);
  return books.subscriptions.find(kept.id) ?? kept;
}

/** First what is given back, then what is to pay, item by item. */
export function prorationsBetween(
  books: Books,
  before: Subscription,
  after: Subscription,
  behavior: ProrationBehavior,
): Proration[] {
  if (behavior === "none" || ["trialing", "incomplete", "paused"].includes(before.status))
    return [];
  const now = books.now();
  const was = new Map(before.items.data.map((item) => [item.id, item]));
  const is = new Map(after.items.data.map((item) => [item.id, item]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [old, fresh] = [was.get(id), is.get(id)];
    if (old && fresh && costsTheSame(old, fresh)) return [];
    return [
      ...(old ? unused(books, before, old, now) : []),
      ...(fresh ? [remaining(books, after, fresh, now)] : []),
    ];
  });
}

function costsTheSame(one: SubscriptionItem, other: SubscriptionItem): boolean {
  return (
    one.price.id === other.price.id &&
    one.quantity === other.quantity &&
    one.current_period_end === other.current_period_end
  );
}

/** Whether a change begins a period of its own, which is billed at once. */
export function restarts(before: Subscription, after: Subscription): boolean {
  const moved = before.billing_cycle_anchor !== after.billing_cycle_anchor;
  const free = before.status === "trialing" || after.status === "trialing";
  return !free && (moved || newRhythm(before, after));
}

function newRhythm({ items: was }: Subscription, { items: is }: Subscription): boolean {
  const [old, fresh] = [was.data[0]?.price.recurring, is.data[0]?.price.recurring];
  return old?.interval !== fresh?.interval || old?.interval_count !== fresh?.interval_count;
}

/** Whether the plan leaves its period before the end of it. */
type At = (field: string) => string;

function changed(
  books: Books,
  plan: Subscription,
  item: SubscriptionItem,
  asked: ItemChange,
  at: At,
  priceOf: typeof priceOfItem,
) {
  const price = priceOf(books, asked, at) ?? item.price;
  return {
    ...item,
    price,
    plan: planOf(price),
    discounts: asked.discounts ? itemDiscounts(books, plan, item.id, asked, at) : item.discounts,
    quantity: asked.quantity ?? item.quantity ?? 1,
    tax_rates: asked.tax_rates
      ? taxRatesAsked(books, asked.tax_rates, at("tax_rates"))
      : item.tax_rates,
    metadata: mergeMetadata(item.metadata, asked.metadata),
  };
}

function added(
  books: Books,
  plan: Subscription,
  asked: ItemChange,
  at: At,
  priceOf: typeof priceOfItem,
): SubscriptionItem {
  const price = priceOf(books, asked, at);
  if (!price) throw missingParam(at("price"));
  if (plan.items.data.some((item) => item.price.id === price.id))
    throw invalid(`Cannot add multiple subscription items with the same plan: ${price.id}`);
  const [first] = plan.items.data;
  const now = books.now();
  const made = newItem({
    id: newId("si"),
    created: now,
    subscription: plan.id,
    price,
    quantity: asked.quantity ?? 1,
    period: { start: first?.current_period_start ?? now, end: first?.current_period_end ?? now },
  });
  return {
    ...made,
    discounts: itemDiscounts(books, plan, made.id, asked, at),
    tax_rates: taxRatesAsked(books, asked.tax_rates ?? [], at("tax_rates")),
    metadata: mergeMetadata({}, asked.metadata),
  };
}

function itemDiscounts(
  books: Books,
  { customer }: Subscription,
  subscription_item: string,
  { discounts = [] }: ItemChange,
  at: At,
) {
  const target = { customer: idOf(customer), subscription_item };
  return discountsAsked(books, discounts, target, undefined, at("discounts"));
}
