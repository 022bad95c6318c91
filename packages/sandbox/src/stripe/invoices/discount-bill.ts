import type { Books, Cause } from "../books/books.ts";
import type { Invoice } from "../books/shapes.ts";
import { discountsAsked, keepDiscount } from "../discounts/discounts.ts";
import type { DiscountWish } from "../discounts/discounts-wish.ts";
import { discounted } from "./discounted.ts";

/** A draft's discounts, instead of those it had. */
export function discountBill(
  books: Books,
  draft: Invoice,
  asked: DiscountWish[],
  cause: Cause,
): Invoice {
  const target = { customer: draft.customer, invoice: draft.id };
  const subtotal = { amount: draft.subtotal, currency: draft.currency };
  const discounts = discountsAsked(books, asked, target, subtotal);
  for (const each of discounts) keepDiscount(books, each, cause);
  return discounted(books, draft, discounts);
}
