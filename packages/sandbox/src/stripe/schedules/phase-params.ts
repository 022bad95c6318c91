import { z } from "zod";
import { discountsWish } from "../discounts/discounts-wish.ts";
import { collectionMethod, prorationBehavior } from "../endpoint/billing-params.ts";
import { clearable, flag, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { interval } from "../products/price-params.ts";
import { itemsWish } from "../subscriptions/items/items-asked.ts";
import { taxRatesWish } from "../taxes/tax-rates-wish.ts";

export const phaseAnchor = oneOf(["automatic", "phase_start"]).optional();
export const invoiceSettings = z.strictObject({ days_until_due: whole.optional() }).optional();
const moment = whole.or(z.literal("now"));

export const phaseWish = z.strictObject({
  billing_cycle_anchor: phaseAnchor,
  collection_method: collectionMethod,
  currency: text.optional(),
  default_payment_method: text.optional(),
  default_tax_rates: taxRatesWish,
  description: clearable.optional(),
  discounts: discountsWish,
  duration: z.strictObject({ interval, interval_count: whole.optional() }).optional(),
  end_date: moment.optional(),
  invoice_settings: invoiceSettings,
  items: itemsWish,
  metadata: metadata.optional(),
  proration_behavior: prorationBehavior,
  start_date: moment.optional(),
  trial: flag.optional(),
  trial_end: whole.optional(),
});

/** Versions before today's count how often the items are billed. */
export const olderPhaseWish = phaseWish.extend({ iterations: whole.optional() });

export type PhaseWish = z.infer<typeof phaseWish> & { iterations?: number | undefined };
