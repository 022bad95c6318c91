import { z } from "zod";
import type { Books } from "../../books/books.ts";
import { newId } from "../../books/ids.ts";
import type { SubscriptionItem } from "../../books/shapes.ts";
import { later } from "../../calendar.ts";
import { discountsAsked } from "../../discounts/discounts.ts";
import { discountsWish } from "../../discounts/discounts-wish.ts";
import { mergeMetadata } from "../../endpoint/merge-metadata.ts";
import { listOf, metadata, whole } from "../../endpoint/params.ts";
import { missingParam, tooSmall } from "../../problem.ts";
import { taxRatesAsked } from "../../taxes/tax-rates.ts";
import { taxRatesWish } from "../../taxes/tax-rates-wish.ts";
import { newItem } from "../new-subscription.ts";
import { priced, type priceOfItem, requireOneRhythm } from "./item-params.ts";

const itemWish = z.strictObject({
  ...priced,
  discounts: discountsWish,
  metadata: metadata.optional(),
  quantity: whole.optional(),
  tax_rates: taxRatesWish,
});
export const itemsWish = listOf(itemWish);

interface Plan {
  subscription: string;
  customer: string;
  trialEnd: number | null;
  priceOf: typeof priceOfItem;
}

/** The items of a new plan, with nothing written down. */
export function itemsAsked(
  books: Books,
  asked: z.infer<typeof itemsWish>,
  plan: Plan,
): SubscriptionItem[] {
  if (asked.length === 0) throw missingParam("items");
  const items = asked.map((each, place) =>
    itemAsked(books, each, plan, (field) => `items[${place}][${field}]`),
  );
  requireOneRhythm(items.map(({ price }) => price));
  return items;
}

function itemAsked(
  books: Books,
  asked: z.infer<typeof itemWish>,
  { customer, subscription, trialEnd, priceOf }: Plan,
  at: (field: string) => string,
): SubscriptionItem {
  const { discounts = [], metadata: meta, quantity = 1, tax_rates: rates = [] } = asked;
  const price = priceOf(books, asked, at);
  if (!price) throw missingParam(at("price"));
  if (quantity < 0) throw tooSmall(at("quantity"), 0);
  const start = books.now();
  const { interval = "month", interval_count: count = 1 } = price.recurring ?? {};
  const period = { start, end: trialEnd ?? later(start, interval, count) };
  const id = newId("si");
  const target = { customer, subscription_item: id };
  return {
    ...newItem({ id, created: start, subscription, price, quantity, period }),
    discounts: discountsAsked(books, discounts, target, undefined, at("discounts")),
    metadata: mergeMetadata({}, meta),
    tax_rates: taxRatesAsked(books, rates, at("tax_rates")),
  };
}
