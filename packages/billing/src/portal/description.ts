import type Stripe from "stripe";

type Params = Stripe.BillingPortal.ConfigurationCreateParams;
type Features = Params["features"];

/** A portal configuration as code, in Stripe's own words, but for prices: they go by lookup key, which is the same in test and live. */
export interface PortalDescription extends Pick<
  Params,
  "business_profile" | "default_return_url" | "login_page"
> {
  /** What is not named here is switched off. */
  features: Omit<Features, "subscription_update"> & { subscription_update?: PlanChange };
}

export type PlanChange = Omit<NonNullable<Features["subscription_update"]>, "products"> & {
  /** The prices people may change to, by lookup key. */
  prices: string[];
  /** Those of them of which people choose how many. */
  adjustable?: string[];
};

/** Configurations by name. The one called `full` is what a portal opens with unless it is told otherwise. */
export type Portal = Readonly<Record<string, PortalDescription>>;

/** Cards, invoices and billing details; no plan can be changed or cancelled. */
export const payments: PortalDescription = {
  features: {
    customer_update: {
      enabled: true,
      allowed_updates: ["name", "email", "address", "phone", "tax_id"],
    },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
  },
};

/** All of that, and cancelling at the end of the period. */
export const full: PortalDescription = {
  features: {
    ...payments.features,
    subscription_cancel: {
      enabled: true,
      mode: "at_period_end",
      cancellation_reason: {
        enabled: true,
        options: ["too_expensive", "missing_features", "switched_service", "unused", "other"],
      },
    },
  },
};
