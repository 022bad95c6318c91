import type { SubscriptionItemSaid } from "@portico/db";
import { z } from "zod";
import { id, reference, time } from "./parts.ts";
import type { Told } from "./told.ts";

/** The metadata key of subscriptions that a checkout of ours began. */
export const CHECKOUT_KEY = "portico_checkout";

const item = z
  .object({
    id,
    price: z.object({
      id,
      product: reference,
      unit_amount: z.number().nullable(),
      currency: z.string(),
      recurring: z.object({ interval: z.string(), interval_count: z.number() }).nullable(),
    }),
    quantity: z.number().optional(),
    current_period_start: time,
    current_period_end: time,
  })
  .transform(({ price, ...each }): SubscriptionItemSaid => ({
    id: each.id,
    price: price.id,
    product: price.product,
    quantity: each.quantity ?? null,
    unitAmount: price.unit_amount,
    currency: price.currency,
    interval: price.recurring?.interval ?? null,
    intervalCount: price.recurring?.interval_count ?? null,
    currentPeriodStart: each.current_period_start,
    currentPeriodEnd: each.current_period_end,
  }));

const subscription = z.object({
  id,
  customer: reference,
  status: z.string(),
  items: z.object({ data: z.array(item), has_more: z.boolean().optional() }),
  cancel_at: time.nullable(),
  cancel_at_period_end: z.boolean(),
  trial_end: time.nullable(),
  ended_at: time.nullable(),
  pause_collection: z.object({ resumes_at: time.nullable() }).nullish(),
  default_payment_method: reference.nullable(),
  discounts: z.array(reference),
  collection_method: z.string(),
  metadata: z.record(z.string(), z.string()),
  created: time,
});

export const toldSubscription = subscription.transform((each): Told => ({
  id: each.id,
  customer: each.customer,
  whole: each.items.has_more !== true,
  says: {
    kind: "subscription",
    status: each.status,
    items: each.items.data,
    cancelAt: cancelAt(each),
    trialEnd: each.trial_end,
    endedAt: each.ended_at,
    paused: each.pause_collection ? { resumesAt: each.pause_collection.resumes_at } : null,
    defaultPaymentMethod: each.default_payment_method,
    discounts: each.discounts.toSorted(),
    collection: each.collection_method,
    fromCheckout: each.metadata[CHECKOUT_KEY] !== undefined,
    createdAt: each.created,
  },
}));

/** Flexible subscriptions say `cancel_at`, classic ones `cancel_at_period_end`: both are read. */
function cancelAt(each: z.infer<typeof subscription>): string | null {
  if (each.cancel_at !== null || !each.cancel_at_period_end) return each.cancel_at;
  return (
    each.items.data
      .map((one) => one.currentPeriodEnd)
      .toSorted()
      .at(-1) ?? null
  );
}
