import type Stripe from "stripe";
import { z } from "zod";
import { prorationBehavior } from "../endpoint/billing-params.ts";
import { given } from "../endpoint/given.ts";
import { clearable, flag, listOf, oneOf, text, whole } from "../endpoint/params.ts";
import { CANCEL_REASONS } from "../subscriptions/cancel-reasons.ts";

export type Features = Stripe.BillingPortal.Configuration.Features;
export type PortalProducts =
  Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate.Product[];

const enabled = { enabled: flag.optional() };
const period = z.strictObject({
  interval: oneOf(["day", "week", "month", "year"]),
  interval_count: whole.default(1),
});
const quantity = z.strictObject({
  enabled: flag,
  maximum: whole.optional(),
  minimum: whole.optional(),
});

export const features = z.strictObject({
  customer_update: z
    .strictObject({
      ...enabled,
      allowed_updates: listOf(
        oneOf(["address", "email", "name", "phone", "shipping", "tax_id"]),
      ).optional(),
    })
    .optional(),
  invoice_history: z.strictObject({ enabled: flag }).optional(),
  payment_method_update: z
    .strictObject({ enabled: flag, payment_method_configuration: clearable.optional() })
    .optional(),
  subscription_cancel: z
    .strictObject({
      ...enabled,
      mode: oneOf(["at_period_end", "immediately"]).optional(),
      proration_behavior: prorationBehavior,
      cancellation_reason: z
        .strictObject({
          ...enabled,
          options: listOf(oneOf(CANCEL_REASONS)).optional(),
        })
        .optional(),
    })
    .optional(),
  subscription_pause: z
    .strictObject({
      ...enabled,
      duration: z
        .strictObject({
          type: oneOf(["indefinite", "interval_options"]),
          interval_options: listOf(period).default([]),
        })
        .optional(),
    })
    .optional(),
  subscription_update: z
    .strictObject({
      ...enabled,
      billing_cycle_anchor: oneOf(["now", "unchanged"]).optional(),
      default_allowed_updates: listOf(oneOf(["price", "promotion_code", "quantity"])).optional(),
      products: listOf(
        z.strictObject({
          product: text,
          prices: listOf(text),
          adjustable_quantity: quantity.optional(),
        }),
      ).optional(),
      proration_behavior: prorationBehavior,
      schedule_at_period_end: z
        .strictObject({
          conditions: listOf(
            z.strictObject({ type: oneOf(["decreasing_item_amount", "shortening_interval"]) }),
          ).default([]),
        })
        .optional(),
      trial_update_behavior: oneOf(["continue_trial", "end_trial"]).optional(),
    })
    .optional(),
});

export type AskedFeatures = z.infer<typeof features>;

/** What is not named stays as it is. */
export function changeFeatures(before: Features, wanted: AskedFeatures): Features {
  const { cancellation_reason: reason, ...cancel } = wanted.subscription_cancel ?? {};
  const { products: _, ...update } = wanted.subscription_update ?? {};
  return {
    customer_update: { ...before.customer_update, ...given(wanted.customer_update ?? {}) },
    invoice_history: { ...before.invoice_history, ...given(wanted.invoice_history ?? {}) },
    payment_method_update: {
      ...before.payment_method_update,
      ...given(wanted.payment_method_update ?? {}),
    },
    subscription_cancel: {
      ...before.subscription_cancel,
      ...given(cancel),
      cancellation_reason: {
        ...before.subscription_cancel.cancellation_reason,
        ...given(reason ?? {}),
      },
    },
    subscription_pause: { ...before.subscription_pause, ...given(wanted.subscription_pause ?? {}) },
    subscription_update: { ...before.subscription_update, ...given(update) },
  };
}

/** The products a person may change to, which a configuration shows only when it is asked to. */
export function productsIn({
  subscription_update: update,
}: AskedFeatures): PortalProducts | undefined {
  return update?.products?.map(({ product, prices, adjustable_quantity: adjustable }) => ({
    product,
    prices,
    adjustable_quantity: {
      enabled: adjustable?.enabled ?? false,
      maximum: adjustable?.maximum ?? null,
      minimum: adjustable?.minimum ?? 1,
    },
  }));
}

export const NO_FEATURES: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: {
      enabled: false,
      feedback_options: null,
      options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
    },
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
  },
  subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: "none",
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: "end_trial",
  },
};
