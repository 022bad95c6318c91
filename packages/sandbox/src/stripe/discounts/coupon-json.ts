import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { isActive, isValid } from "./redeemable.ts";

/** Whether it can still be redeemed is a matter of the hour; what it is for is shown to those who ask. */
export function couponJson(books: Books, coupon: Stripe.Coupon): Stripe.Coupon {
  const { applies_to: _, currency_options: __, ...shown } = coupon;
  return { ...shown, valid: isValid(books, coupon) };
}

export function promotionCodeJson(books: Books, code: Stripe.PromotionCode): Stripe.PromotionCode {
  return { ...code, active: isActive(books, code) };
}
