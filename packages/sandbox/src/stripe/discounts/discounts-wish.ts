import { z } from "zod";
import { listOf, text } from "../endpoint/params.ts";

const wish = z.strictObject({
  coupon: text.optional(),
  discount: text.optional(),
  promotion_code: text.optional(),
});
export const discountsWish = listOf(wish).optional();
export type DiscountWish = z.infer<typeof wish>;
