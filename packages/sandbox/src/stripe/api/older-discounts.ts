import type { z } from "zod";
import type { DiscountWish } from "../discounts/discounts-wish.ts";
import { clearable } from "../endpoint/params.ts";

/** One discount, as versions before today's ask for it. */
export const redeeming = { coupon: clearable.optional(), promotion_code: clearable.optional() };

type Redeeming = z.infer<z.ZodObject<typeof redeeming>>;

/** Nothing where nothing was said, `null` where a discount is taken away. */
export function wishIn({ coupon, promotion_code }: Redeeming): DiscountWish | null | undefined {
  if (coupon) return { coupon };
  if (promotion_code) return { promotion_code };
  return coupon === null || promotion_code === null ? null : undefined;
}

export function listIn(asked: Redeeming): DiscountWish[] | undefined {
  const wish = wishIn(asked);
  return wish === null ? [] : wish && [wish];
}
