import type Stripe from "stripe";
import type { Discount } from "../books/shapes.ts";

/** When it was made is ours alone: Stripe calls it `start`. */
export function discountJson(discount: Discount): Stripe.Discount {
  const { created: _, gone: __, ...shown } = discount;
  return shown;
}

export function deletedDiscountJson(discount: Discount): Stripe.DeletedDiscount {
  const { end: _, ...shown } = discountJson(discount);
  return { ...shown, deleted: true };
}
