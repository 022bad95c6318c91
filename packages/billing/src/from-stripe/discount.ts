import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

export const toldDiscount = z
  .object({
    id,
    customer: reference.nullable(),
    source: z.object({ coupon: reference.nullable() }),
    promotion_code: reference.nullable(),
    subscription: z.string().nullable(),
    invoice: z.string().nullable(),
    checkout_session: z.string().nullable(),
    start: time,
    end: time.nullish(),
  })
  .transform((each): Told => ({
    id: each.id,
    customer: each.customer,
    whole: true,
    says: {
      kind: "discount",
      coupon: each.source.coupon,
      promotionCode: each.promotion_code,
      subscription: each.subscription,
      startsAt: each.start,
      endsAt: each.end ?? null,
    },
  }));
