import { z } from "zod";
import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import { newId } from "../../books/ids.ts";
import type { Subscription, SubscriptionItem } from "../../books/shapes.ts";
import { discountsAsked } from "../../discounts/discounts.ts";
import { discountsWish } from "../../discounts/discounts-wish.ts";
import { mergeMetadata } from "../../endpoint/merge-metadata.ts";
import { flag, listOf, metadata, text, whole } from "../../endpoint/params.ts";
import { invalid, missing, missingParam, tooSmall } from "../../problem.ts";
import { planOf } from "../../products/plan-of.ts";
import { taxRatesAsked } from "../../taxes/tax-rates.ts";
import { taxRatesWish } from "../../taxes/tax-rates-wish.ts";
import { anchoredAt } from "../bills/begin-period.ts";
import { newItem } from "../new-subscription.ts";
import { priced, priceOfItem, requireOneRhythm } from "./item-params.ts";

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

export function newRhythm({ items: was }: Subscription, { items: is }: Subscription): boolean {
  const [old, fresh] = [was.data[0]?.price.recurring, is.data[0]?.price.recurring];
  return old?.interval !== fresh?.interval || old?.interval_count !== fresh?.interval_count;
}

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
