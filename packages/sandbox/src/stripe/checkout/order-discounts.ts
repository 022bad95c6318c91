import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Discount } from "../books/shapes.ts";
import { discountsAsked, keepDiscount } from "../discounts/discounts.ts";
import type { DiscountWish } from "../discounts/discounts-wish.ts";
import { invalid } from "../problem.ts";
import { lineItems, totalsOf } from "./line-items.ts";
import type { Order } from "./order.ts";

/** What is taken off an order, if it may be. */
export function orderDiscounts(
  books: Books,
  order: Order,
  asked: DiscountWish[],
  customer: string | undefined,
): Discount[] {
  if (asked.length > 1)
    throw invalid("Array discounts exceeded maximum 1 allowed elements.", { param: "discounts" });
  const lines = lineItems(books, { ...order, discounts: [] });
  const { amount_subtotal: amount } = totalsOf(lines);
  const currency = lines[0]?.currency ?? "usd";
  const target = { customer: customer ?? null };
  return discountsAsked(books, asked, target, { amount, currency });
}

/** The same in the words of a request, for what the order becomes. */
export function wishesOf({ discounts }: Order): DiscountWish[] {
  return discounts.map(({ promotion_code: code, source: { coupon } }) =>
    code ? { promotion_code: idOf(code) } : { coupon: coupon ? idOf(coupon) : "" },
  );
}

/** What was taken off a payment counts as used. */
export function redeem(
  books: Books,
  { discounts, session }: Order,
  customer: Stripe.Customer | undefined,
  cause: Cause,
) {
  for (const discount of discounts) {
    const whose = { customer: customer?.id ?? null, checkout_session: session };
    keepDiscount(books, { ...discount, ...whose }, cause);
  }
}
