import { z } from "zod";
import { clearable, listOf, oneOf, text, webAddress, whole } from "../endpoint/params.ts";

const onSubscription = z.strictObject({ subscription: text });
const item = z.strictObject({ id: text, price: text.optional(), quantity: whole.optional() });

export const flowData = z.strictObject({
  type: oneOf([
    "customer_update",
    "payment_method_update",
    "subscription_cancel",
    "subscription_pause",
    "subscription_update",
    "subscription_update_confirm",
  ]),
  after_completion: z
    .strictObject({
      type: oneOf(["portal_homepage", "redirect", "hosted_confirmation"]),
      redirect: z.strictObject({ return_url: webAddress }).optional(),
      hosted_confirmation: z.strictObject({ custom_message: clearable.default(null) }).optional(),
    })
    .optional(),
  subscription_cancel: onSubscription
    .extend({
      retention: z
        .strictObject({
          type: oneOf(["coupon_offer"]),
          coupon_offer: z.strictObject({ coupon: text }),
        })
        .optional(),
    })
    .optional(),
  subscription_pause: onSubscription.optional(),
  subscription_update: onSubscription.optional(),
  subscription_update_confirm: z
    .strictObject({
      subscription: text,
      items: listOf(item),
      discounts: listOf(
        z.strictObject({ coupon: text.optional(), promotion_code: text.optional() }),
      ).optional(),
    })
    .optional(),
});

export type FlowData = z.infer<typeof flowData>;
