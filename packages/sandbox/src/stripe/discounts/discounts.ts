import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Discount } from "../books/shapes.ts";
import { later } from "../calendar.ts";
import { given } from "../endpoint/given.ts";
import { invalid, missing } from "../problem.ts";
import { couponJson, promotionCodeJson } from "./coupon-json.ts";
import { discountJson } from "./discount-json.ts";
import type { DiscountWish } from "./discounts-wish.ts";
import { couponNamed, type Purchase, requireActive, requireValid } from "./redeemable.ts";

type Target = Pick<Discount, "customer"> &
  Partial<Pick<Discount, "subscription" | "subscription_item" | "invoice" | "invoice_item">>;

/** The discounts as they would be, with nothing written down. */
export function discountsAsked(
  books: Books,
  asked: DiscountWish[],
  target: Target,
  subtotal?: Purchase["subtotal"],
  name = "discounts",
): Discount[] {
  return asked.map((each, place) => {
    const at = (field: string) => `${name}[${place}][${field}]`;
    if (Object.keys(given(each)).length !== 1)
      throw invalid(
        "You must pass exactly one of these parameters: coupon, promotion_code, discount.",
        { param: `${name}[${place}]` },
      );
    if (each.discount !== undefined) return keptDiscount(books, each.discount, at("discount"));
    const customer = target.customer ? idOf(target.customer) : undefined;
    return offer(books, each, { customer, subtotal }, at, target);
  });
}

function offer(
  books: Books,
  { coupon: named = "", promotion_code: id }: DiscountWish,
  purchase: Purchase,
  at: (field: string) => string,
  target: Target,
): Discount {
  if (id === undefined) {
    const coupon = books.coupons.get(named, { param: at("coupon") });
    requireValid(books, coupon, at("coupon"), purchase);
    return newDiscount(books, coupon, null, target);
  }
  const code = books.promotionCodes.get(id, { param: at("promotion_code") });
  const coupon = couponNamed(books, code.promotion.coupon);
  requireActive(books, code, purchase, at("promotion_code"));
  requireValid(books, coupon, at("promotion_code"), purchase);
  return newDiscount(books, coupon, code.id, target);
}

function keptDiscount({ discounts }: Books, id: string, param: string): Discount {
  const kept = discounts.get(id, { param });
  if (kept.gone) throw missing("discount", id, { param });
  return kept;
}

function newDiscount(
  { discounts, now }: Books,
  coupon: Stripe.Coupon,
  code: string | null,
  target: Target,
): Discount {
  const start = now();
  const months = coupon.duration_in_months;
  return {
    id: discounts.newId(),
    object: "discount",
    checkout_session: null,
    created: start,
    customer_account: null,
    end: months === null ? null : later(start, "month", months),
    gone: false,
    invoice: null,
    invoice_item: null,
    promotion_code: code,
    source: { coupon: coupon.id, type: "coupon" },
    start,
    subscription: null,
    subscription_item: null,
    ...target,
  };
}

/** Writes a discount down that was only thought of: now its coupon is redeemed. */
export function keepDiscount(
  books: Books,
  discount: Discount,
  cause: Cause,
  /** The one it takes the place of. */
  instead?: Discount,
): Discount {
  const kept = books.discounts.find(discount.id);
  if (kept) return kept;
  books.discounts.put(discount);
  const { source, promotion_code: id } = discount;
  const coupon = books.coupons.find(source.coupon ? idOf(source.coupon) : "");
  if (coupon) {
    const after = books.coupons.put({ ...coupon, times_redeemed: coupon.times_redeemed + 1 });
    books.record("coupon.updated", couponJson(books, after), cause, couponJson(books, coupon));
  }
  const code = books.promotionCodes.find(id ? idOf(id) : "");
  if (code) {
    const before = promotionCodeJson(books, code);
    const after = { ...code, times_redeemed: code.times_redeemed + 1 };
    books.promotionCodes.put(after);
    books.record("promotion_code.updated", promotionCodeJson(books, after), cause, before);
  }
  if (isTold(discount)) {
    const type = instead ? "customer.discount.updated" : "customer.discount.created";
    books.record(type, discountJson(discount), cause, instead && discountJson(instead));
  }
  return discount;
}

/** It takes nothing off any more, by its time or because somebody took it away. */
export function endDiscount(books: Books, discount: Discount, cause: Cause) {
  if (discount.gone) return;
  books.discounts.put({ ...discount, gone: true });
  if (isTold(discount)) books.record("customer.discount.deleted", discountJson(discount), cause);
  const owner = books.customers.find(discount.customer ? idOf(discount.customer) : "");
  if (owner?.discount?.id !== discount.id) return;
  const after = books.customers.put({ ...owner, discount: null });
  books.record("customer.updated", after, cause, owner);
}

/** Stripe tells of those of customers and plans; a bill speaks for its own. */
export function isTold({ invoice, invoice_item: item }: Discount): boolean {
  return invoice === null && item === null;
}

export function isOn({ now }: Books, { end, gone }: Discount): boolean {
  return !gone && (end === null || end > now());
}

/** One for a customer, as older versions of the API ask for it. */
export function discountAsked(books: Books, { id }: Stripe.Customer, wish: DiscountWish): Discount {
  return offer(books, wish, { customer: id }, (field) => field, { customer: id });
}
