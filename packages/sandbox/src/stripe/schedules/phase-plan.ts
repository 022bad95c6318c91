import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Price, Subscription } from "../books/shapes.ts";
import { discountsAsked } from "../discounts/discounts.ts";
import type { DiscountWish } from "../discounts/discounts-wish.ts";
import { given } from "../endpoint/given.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { StripeProblem } from "../problem.ts";
import { withItems } from "../subscriptions/items/with-items.ts";
import type { Schedule } from "./new-schedule.ts";
import type { Phase } from "./phases-asked.ts";

/** The plan as it is in a phase, with nothing written down. */
export function inPhase(
  books: Books,
  plan: Subscription,
  schedule: Schedule,
  phase: Phase,
): Subscription {
  const customer = idOf(plan.customer);
  const target = { customer, subscription: plan.id };
  const wishes = wishesIn(books, phase.discounts, customer);
  const set: Subscription = {
    ...plan,
    ...paymentIn(schedule, phase),
    cancel_at:
      schedule.end_behavior === "cancel" ? (schedule.phases.at(-1)?.end_date ?? null) : null,
    default_tax_rates: phase.default_tax_rates ?? [],
    discounts: discountsAsked(books, wishes, target),
    metadata: mergeMetadata(plan.metadata, phase.metadata),
  };
  return withItems(books, set, changesOfItems(books, plan, phase), keptPrice);
}

/** What a phase says of paying, or else its schedule. */
export function paymentIn({ default_settings: usual }: Schedule, phase: Phase) {
  const sent = (phase.collection_method ?? usual.collection_method) === "send_invoice";
  const days =
    phase.invoice_settings?.days_until_due ?? usual.invoice_settings.days_until_due ?? null;
  return {
    collection_method: sent ? ("send_invoice" as const) : ("charge_automatically" as const),
    days_until_due: sent ? days : null,
    default_payment_method: phase.default_payment_method ?? usual.default_payment_method,
    description: phase.description ?? usual.description,
  };
}

export function itemsIn(books: Books, { items }: Phase, customer: string) {
  return items.map(({ price, quantity = 1, metadata, discounts, tax_rates: rates }) => ({
    price: idOf(price),
    quantity,
    metadata: metadata ?? {},
    discounts: wishesIn(books, discounts, customer),
    tax_rates: (rates ?? []).map(({ id }) => id),
  }));
}

/** An item with the same price stays what it is; another takes the place of one that leaves. */
function changesOfItems(books: Books, plan: Subscription, phase: Phase) {
  const wanted = itemsIn(books, phase, idOf(plan.customer));
  const prices = new Set(wanted.map(({ price }) => price));
  const leaving = plan.items.data.filter(({ price }) => !prices.has(price.id));
  const changes = wanted.map((item) => {
    const same = plan.items.data.find(({ price }) => price.id === item.price);
    return { ...item, id: (same ?? leaving.shift())?.id };
  });
  return [...changes, ...leaving.map(({ id }) => ({ id, deleted: true }))];
}

/** A coupon that cannot be redeemed any more takes nothing off. */
export function wishesIn(
  books: Books,
  discounts: Phase["discounts"],
  customer: string,
): DiscountWish[] {
  return discounts.flatMap(({ coupon, discount, promotion_code: code }) => {
    const wish = given({
      coupon: coupon ? idOf(coupon) : undefined,
      discount: discount ? idOf(discount) : undefined,
      promotion_code: code ? idOf(code) : undefined,
    });
    return isGood(books, wish, customer) ? [wish] : [];
  });
}

function isGood(books: Books, wish: DiscountWish, customer: string): boolean {
  try {
    return discountsAsked(books, [wish], { customer }).length > 0;
  } catch (problem) {
    if (problem instanceof StripeProblem) return false;
    throw problem;
  }
}

/** It was looked at when it was planned. */
export function keptPrice(
  books: Books,
  { price }: { price?: string | undefined },
): Price | undefined {
  return books.prices.find(price ?? "");
}
