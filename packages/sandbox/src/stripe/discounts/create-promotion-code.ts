import type Stripe from "stripe";
import { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { randomLetters } from "../books/ids.ts";
import { later } from "../calendar.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { flag, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid, missingParam, past, tooSmall } from "../problem.ts";
import { promotionCodeJson } from "./coupon-json.ts";
import { isActive, requireValid } from "./redeemable.ts";

const CODE = /^[a-zA-Z0-9\-_]+$/;

export const minimums = z.record(z.string(), z.strictObject({ minimum_amount: whole })).optional();

export const promotionCodeWish = {
  active: flag.optional(),
  code: text.optional(),
  customer: text.optional(),
  expires_at: whole.optional(),
  max_redemptions: whole.optional(),
  metadata: metadata.optional(),
  promotion: z.strictObject({ coupon: text.optional(), type: oneOf(["coupon"]) }),
  restrictions: z
    .strictObject({
      currency_options: minimums,
      first_time_transaction: flag.optional(),
      minimum_amount: whole.optional(),
      minimum_amount_currency: text.optional(),
    })
    .optional(),
};
type Wish = z.infer<z.ZodObject<typeof promotionCodeWish>>;

export function createPromotionCode(books: Books, asked: Wish, cause: Cause) {
  const {
    promotion,
    code = randomLetters(8).toUpperCase(),
    customer,
    expires_at: end,
    restrictions = {},
  } = asked;
  if (promotion.coupon === undefined)
    throw invalid("You must pass promotion.coupon when passing promotion", {
      param: "promotion.coupon",
    });
  const coupon = books.coupons.get(promotion.coupon, { param: "promotion[coupon]" });
  requireValid(books, coupon, "promotion[coupon]");
  if (customer !== undefined) books.customers.get(customer, { param: "customer" });
  if (!CODE.test(code)) throw malformed(code);
  if ((asked.max_redemptions ?? 1) < 1) throw tooSmall("max_redemptions", 1);
  if (end !== undefined) requireSoon(books, end);
  if (
    restrictions.minimum_amount !== undefined &&
    restrictions.minimum_amount_currency === undefined
  )
    throw missingParam("restrictions[minimum_amount_currency]");
  requireFree(books, code, customer);
  const made: Stripe.PromotionCode = {
    id: books.promotionCodes.newId(),
    object: "promotion_code",
    active: asked.active ?? true,
    code,
    created: books.now(),
    customer: customer ?? null,
    customer_account: null,
    expires_at: end ?? null,
    livemode: false,
    max_redemptions: asked.max_redemptions ?? null,
    metadata: mergeMetadata({}, asked.metadata),
    promotion: { coupon: coupon.id, type: "coupon" },
    restrictions: {
      ...(restrictions.currency_options && { currency_options: restrictions.currency_options }),
      first_time_transaction: restrictions.first_time_transaction ?? false,
      minimum_amount: restrictions.minimum_amount ?? null,
      minimum_amount_currency: restrictions.minimum_amount_currency?.toLowerCase() ?? null,
    },
    times_redeemed: 0,
  };
  const shown = promotionCodeJson(books, books.promotionCodes.put(made));
  books.record("promotion_code.created", shown, cause);
  return shown;
}

function malformed(code: string) {
  const pattern = String.raw`/\A[a-zA-Z0-9\-_]+\z/`;
  return invalid(
    `This value must match the regex pattern. (${pattern} does not match for the value ${code}).`,
    { param: "code" },
  );
}

function requireSoon({ now }: Books, end: number) {
  if (end <= now()) throw past("expires_at", end);
  if (end > later(now(), "year", 5))
    throw invalid("Invalid timestamp: can be no more than five years in the future.", {
      param: "expires_at",
    });
}

/** Two customers may each have a code of their own with the same letters. */
function requireFree(books: Books, code: string, customer: string | undefined) {
  const taken = books.promotionCodes
    .all()
    .filter((each) => each.code.toLowerCase() === code.toLowerCase() && isActive(books, each))
    .some((each) => each.customer === null || (customer ?? each.customer) === each.customer);
  if (taken) throw invalid(`An active promotion code with \`code: ${code}\` already exists.`);
}
