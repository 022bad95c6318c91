import type Stripe from "stripe";
import type { Books } from "../../../books/books.ts";
import { idOf } from "../../../books/id-of.ts";
import type { Subscription } from "../../../books/shapes.ts";
import { discountsAsked } from "../../../discounts/discounts.ts";
import { isValid } from "../../../discounts/redeemable.ts";
import { keepChange } from "../../../subscriptions/keep-change.ts";
import { byPerson } from "../../by-person.ts";
import type { Visit } from "../visit.ts";

/** What a link holds out to somebody who wants to leave, as long as it can be had. */
export function offerIn(books: Books, { flow }: Visit): Stripe.Coupon | undefined {
  const named = flow?.subscription_cancel?.retention?.coupon_offer?.coupon;
  const coupon = named ? books.coupons.find(named) : undefined;
  return coupon && isValid(books, coupon) ? coupon : undefined;
}

export function takeOffer(books: Books, plan: Subscription, { id }: Stripe.Coupon) {
  const target = { customer: idOf(plan.customer), subscription: plan.id };
  const discounts = discountsAsked(books, [{ coupon: id }], target);
  books.together(() => keepChange(books, plan, { ...plan, discounts }, byPerson()));
}
