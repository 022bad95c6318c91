import type Stripe from "stripe";
import { z } from "zod";
import type { Books } from "../books/books.ts";
import { randomLetters } from "../books/ids.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, decimal, listOf, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid, past, tooSmall } from "../problem.ts";
import { couponJson } from "./coupon-json.ts";

const byPath = { path: "coupon" };
const currencyOptions = z.record(z.string(), z.strictObject({ amount_off: whole }));
const fields = {
  currency_options: currencyOptions.optional(),
  metadata: metadata.optional(),
  name: clearable.optional(),
};
const couponWish = {
  ...fields,
  amount_off: whole.optional(),
  applies_to: z.strictObject({ products: listOf(text) }).optional(),
  currency: text.optional(),
  duration: oneOf(["forever", "once", "repeating"]).optional(),
  duration_in_months: whole.optional(),
  id: text.optional(),
  max_redemptions: whole.optional(),
  percent_off: decimal.optional(),
  redeem_by: whole.optional(),
};
type Wish = z.infer<z.ZodObject<typeof couponWish>>;

export function couponEndpoints(books: Books): Endpoint[] {
  const { coupons, deletedCoupons } = books;
  return [
    endpoint("POST", "/v1/coupons", couponWish, (asked, { cause }) => {
      requireSound(books, asked);
      const coupon = couponJson(books, coupons.put(newCoupon(books, asked)));
      books.record("coupon.created", coupon, cause);
      return coupon;
    }),
    endpoint("GET", "/v1/coupons", datedListing, ({ created, ...page }) => {
      const found = matching(coupons.all(), { created }).map((each) => couponJson(books, each));
      return pageOf(found, page, "/v1/coupons", "coupon");
    }),
    endpoint("GET", "/v1/coupons/:id", {}, (_, { id }) =>
      couponJson(books, coupons.get(id, byPath)),
    ),
    endpoint("POST", "/v1/coupons/:id", fields, (asked, { id, cause }) => {
      const before = coupons.get(id, byPath);
      const { name, currency_options } = asked;
      const merged = mergeMetadata(before.metadata ?? {}, asked.metadata);
      const kept = { ...before, ...given({ name, currency_options }), metadata: merged };
      const after = couponJson(books, coupons.put(kept));
      books.record("coupon.updated", after, cause, couponJson(books, before));
      return after;
    }),
    endpoint("DELETE", "/v1/coupons/:id", {}, (_, { id, cause }) => {
      const gone = deletedCoupons.put({ ...coupons.get(id, byPath), valid: false });
      coupons.delete(id);
      books.record("coupon.deleted", couponJson(books, gone), cause);
      return { id, object: "coupon", deleted: true };
    }),
  ];
}

function requireSound({ coupons, products, now }: Books, asked: Wish) {
  const { amount_off: amount, percent_off: percent, redeem_by: last } = asked;
  if (amount === undefined && percent === undefined)
    throw invalid("Must provide percent_off or amount_off.", { code: "parameter_missing" });
  if (amount !== undefined && percent !== undefined)
    throw invalid("Received both percent_off and amount_off parameters. Please pass in only one.");
  if (percent !== undefined && asked.currency_options)
    throw invalid("You may only specify one of these parameters: currency_options, percent_off.", {
      param: "currency_options",
    });
  if (amount !== undefined && asked.currency === undefined)
    throw invalid("You must pass currency when passing amount_off", { param: "currency" });
  if (amount !== undefined && amount < 1) throw tooSmall("amount_off", 1);
  if (percent !== undefined && percent < 0.01) throw outOfReach("greater", 0.01, percent);
  if (percent !== undefined && percent > 100) throw outOfReach("less", 100, percent);
  if (asked.duration === "repeating" && asked.duration_in_months === undefined)
    throw invalid(
      "The duration_in_months param must be set when creating a coupon with a repeating duration",
      { param: "duration" },
    );
  for (const name of ["duration_in_months", "max_redemptions"] as const)
    if ((asked[name] ?? 1) < 1) throw tooSmall(name, 1);
  if (asked.id !== undefined && coupons.find(asked.id))
    throw invalid("Coupon already exists.", { code: "resource_already_exists" });
  if (last !== undefined && last <= now()) throw past("redeem_by", last);
  for (const [place, product] of (asked.applies_to?.products ?? []).entries())
    products.get(product, { param: `applies_to[products][${place}]` });
}

function outOfReach(than: "greater" | "less", bound: number, percent: number) {
  const is = Number.isInteger(percent) ? percent.toFixed(1) : String(percent);
  return invalid(
    `This value must be ${than} than or equal to ${bound} (it currently is '${is}').`,
    { param: "percent_off" },
  );
}

function newCoupon({ now }: Books, asked: Wish): Stripe.Coupon {
  const { applies_to, currency_options, duration = "once" } = asked;
  return {
    id: asked.id ?? randomLetters(8),
    object: "coupon",
    amount_off: asked.amount_off ?? null,
    ...given({ applies_to, currency_options }),
    created: now(),
    currency: asked.amount_off === undefined ? null : (asked.currency?.toLowerCase() ?? null),
    duration,
    duration_in_months: duration === "repeating" ? (asked.duration_in_months ?? null) : null,
    livemode: false,
    max_redemptions: asked.max_redemptions ?? null,
    metadata: mergeMetadata({}, asked.metadata),
    name: asked.name ?? null,
    percent_off: asked.percent_off ?? null,
    redeem_by: asked.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
}
