import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Discount, Discounts, Invoice, Subscription } from "../books/shapes.ts";
import { keepPrice } from "../products/inline-price.ts";
import { endDiscount, isOn, isTold, keepDiscount } from "./discounts.ts";
import { couponNamed } from "./redeemable.ts";
import { wholeOf } from "./take-off.ts";

/** What is taken off a plan's bills: its own discounts, or else its customer's. */
export function discountsOnBill(books: Books, plan: Subscription): Discounts {
  const theirs = books.customers.find(idOf(plan.customer))?.discount;
  if (plan.discounts.length > 0) return plan.discounts;
  return theirs ? [theirs.id] : [];
}

/** Writes down the prices and discounts that were only thought of; leaves out discounts that are over. */
export function writeDown(books: Books, plan: Subscription, cause: Cause): Subscription {
  const stillOn = (discounts: Discounts) =>
    wholeOf(books, discounts)
      .map((each) => keepDiscount(books, each, cause))
      .filter((each) => isOn(books, each))
      .map(({ id }) => id);
  const known = books.subscriptions.find(plan.id)?.items.data.map(({ price }) => price.id) ?? [];
  for (const { price } of plan.items.data)
    if (!known.includes(price.id)) keepPrice(books, price, cause);
  const data = plan.items.data.map((item) => ({ ...item, discounts: stillOn(item.discounts) }));
  return { ...plan, discounts: stillOn(plan.discounts), items: { ...plan.items, data } };
}

export function endLeftOut(books: Books, before: Subscription, after: Subscription, cause: Cause) {
  const kept = new Set(discountsIn(after));
  for (const id of discountsIn(before)) {
    const left = kept.has(id) ? undefined : books.discounts.find(id);
    if (left) endDiscount(books, left, cause);
  }
}

/** A discount for one bill has been on one once it took something off. */
export function spendOnce(books: Books, { total_discount_amounts: taken }: Invoice, cause: Cause) {
  for (const { amount, discount } of taken ?? []) {
    const spent = amount > 0 ? books.discounts.find(idOf(discount)) : undefined;
    if (spent && isTold(spent) && isForOne(books, spent)) endDiscount(books, spent, cause);
  }
}

export function isForOne(books: Books, { source }: Discount): boolean {
  return couponNamed(books, source.coupon).duration === "once";
}

function discountsIn({ discounts, items }: Subscription): string[] {
  return [...discounts, ...items.data.flatMap((item) => item.discounts)].map(idOf);
}
