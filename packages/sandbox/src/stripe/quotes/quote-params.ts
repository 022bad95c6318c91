import { z } from "zod";
import { lineAsked } from "../checkout/session-params.ts";
import { collectionMethod } from "../endpoint/billing-params.ts";
import { clearable, listOf, metadata, text, whole } from "../endpoint/params.ts";

const line = z.strictObject({
  price: text.optional(),
  price_data: lineAsked.shape.price_data,
  quantity: whole.optional(),
  tax_rates: lineAsked.shape.tax_rates,
});

export const quoteWish = {
  collection_method: collectionMethod,
  customer: text.optional(),
  description: clearable.optional(),
  expires_at: whole.optional(),
  footer: clearable.optional(),
  header: clearable.optional(),
  invoice_settings: z.strictObject({ days_until_due: whole.optional() }).optional(),
  line_items: listOf(line).optional(),
  metadata: metadata.optional(),
  subscription_data: z
    .strictObject({
      description: text.optional(),
      metadata: metadata.optional(),
      trial_period_days: whole.optional(),
    })
    .optional(),
};

export type QuoteWish = z.infer<z.ZodObject<typeof quoteWish>>;
