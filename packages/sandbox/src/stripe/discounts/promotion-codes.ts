import { z } from "zod";
import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching } from "../endpoint/filters.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { flag, metadata, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { promotionCodeJson } from "./coupon-json.ts";
import { createPromotionCode, minimums, promotionCodeWish } from "./create-promotion-code.ts";

const byPath = { path: "promotion_code" };

const changes = {
  active: flag.optional(),
  metadata: metadata.optional(),
  restrictions: z.strictObject({ currency_options: minimums }).optional(),
};
const filters = {
  active: flag.optional(),
  code: text.optional(),
  coupon: text.optional(),
  customer: text.optional(),
};

export function promotionCodeEndpoints(books: Books): Endpoint[] {
  const { promotionCodes } = books;
  return [
    endpoint("POST", "/v1/promotion_codes", promotionCodeWish, (asked, { cause }) =>
      createPromotionCode(books, asked, cause),
    ),
    endpoint("GET", "/v1/promotion_codes", { ...datedListing, ...filters }, (asked) => {
      const { active, code, coupon, created, customer, ...page } = asked;
      if (coupon !== undefined) books.coupons.get(coupon, { param: "coupon" });
      const shown = promotionCodes.all().map((each) => promotionCodeJson(books, each));
      const found = matching(shown, { active, created, customer })
        .filter((each) => code?.toLowerCase() === (code && each.code.toLowerCase()))
        .filter(({ promotion }) => (coupon ?? promotion.coupon) === promotion.coupon);
      return pageOf(found, page, "/v1/promotion_codes", "promotion code");
    }),
    endpoint("GET", "/v1/promotion_codes/:id", {}, (_, { id }) =>
      promotionCodeJson(books, promotionCodes.get(id, byPath)),
    ),
    endpoint("POST", "/v1/promotion_codes/:id", changes, (asked, { id, cause }) => {
      const kept = promotionCodes.get(id, byPath);
      const before = promotionCodeJson(books, kept);
      const { active, metadata: meta, restrictions } = asked;
      const after = promotionCodeJson(books, {
        ...kept,
        ...given({ active }),
        metadata: mergeMetadata(kept.metadata ?? {}, meta),
        restrictions: { ...kept.restrictions, ...given(restrictions ?? {}) },
      });
      if (active === true && !after.active)
        throw invalid(
          "This promotion code cannot be activated because it can no longer be redeemed.",
        );
      promotionCodes.put({ ...after, active: active ?? kept.active });
      books.record("promotion_code.updated", after, cause, before);
      return after;
    }),
  ];
}
