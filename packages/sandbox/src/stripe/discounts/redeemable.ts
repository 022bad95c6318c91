import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { invalid, missing } from "../problem.ts";

export interface Purchase {
  /** Nobody yet, on a page where somebody still has to say who they are. */
  customer?: string | undefined;
  /** What is to pay before anything is taken off, where that is known. */
  subtotal?: { amount: number; currency: string } | undefined;
}

export function isValid({ now }: Books, coupon: Stripe.Coupon): boolean {
  const { max_redemptions: most, redeem_by: last, times_redeemed: times } = coupon;
  return coupon.valid && (most ?? Infinity) > times && (last ?? Infinity) > now();
}

export function isActive(books: Books, code: Stripe.PromotionCode): boolean {
  const { active, expires_at: end, max_redemptions: most, times_redeemed: times } = code;
  const open = (most ?? Infinity) > times && (end ?? Infinity) > books.now();
  return active && open && isValid(books, couponNamed(books, code.promotion.coupon));
}

/** Refuses, in Stripe's words, what cannot be redeemed for this purchase now. */
export function requireValid(
  books: Books,
  coupon: Stripe.Coupon,
  param = "coupon",
  { subtotal }: Purchase = {},
) {
  if (!isValid(books, coupon))
    throw invalid(`Coupon expired: ${coupon.id}`, { code: "coupon_expired", param });
  const known = [coupon.currency, ...Object.keys(coupon.currency_options ?? {})];
  if (coupon.amount_off !== null && subtotal && !known.includes(subtotal.currency))
    throw invalid(
      `This coupon cannot be redeemed because its currency (${coupon.currency}) ` +
        `does not match the currency of the purchase (${subtotal.currency}).`,
      { param },
    );
}

/** The same for a promotion code. */
export function requireActive(
  books: Books,
  code: Stripe.PromotionCode,
  purchase: Purchase,
  param = "promotion_code",
) {
  const { customer, subtotal } = purchase;
  const { first_time_transaction: first, minimum_amount: least } = code.restrictions;
  const inCurrency = code.restrictions.minimum_amount_currency === subtotal?.currency;
  if (!isActive(books, code))
    throw invalid("This promotion code is expired or no longer active.", {
      code: "promotion_code_expired",
      param,
    });
  if (code.customer && idOf(code.customer) !== customer)
    throw cannot(
      "the associated customer does not match the customer of the promotion code",
      param,
    );
  if (first && customer !== undefined && hasBought(books, customer))
    throw cannot("the associated customer has prior transactions", param);
  if (least !== null && subtotal && !(inCurrency && subtotal.amount >= least))
    throw cannot("the associated purchase does not meet the minimum amount requirement", param);
}

/** The active code that somebody typed, however they wrote it. */
export function codeTyped(books: Books, typed: string): Stripe.PromotionCode {
  const wanted = typed.trim().toLowerCase();
  const all = books.promotionCodes.all().filter(({ code }) => code.toLowerCase() === wanted);
  const found = all.find((code) => isActive(books, code)) ?? all[0];
  if (!found) throw missing("promotion code", typed, { param: "promotion_code" });
  return found;
}

/** A deleted coupon stays behind what it was redeemed for. */
export function couponNamed(
  { coupons, deletedCoupons }: Books,
  named: string | { id: string } | null,
): Stripe.Coupon {
  const id = named ? idOf(named) : "";
  return coupons.find(id) ?? deletedCoupons.get(id, { param: "coupon" });
}

function cannot(reason: string, param: string) {
  return invalid(`This promotion code cannot be redeemed because ${reason}.`, { param });
}

/** As Stripe counts: a bill that stands is enough, paid or not. */
function hasBought({ invoices, charges }: Books, customer: string): boolean {
  const stands = new Set(["open", "paid", "uncollectible"]);
  return (
    invoices.of(customer).some(({ status, total }) => stands.has(status ?? "") && total > 0) ||
    charges.of(customer).some(({ status }) => status === "succeeded")
  );
}
