import type Stripe from "stripe";
import type { Price } from "../books/shapes.ts";

export interface Every {
  interval: Stripe.Price.Recurring.Interval;
  interval_count?: number | undefined;
  trial_period_days?: number | undefined;
}

interface Pricing {
  id: string;
  created: number;
  product: string;
  currency: string;
  /** In the smallest coin, or parts of it. */
  amount: number;
  every?: Every | undefined;
}

export function newPrice({ id, created, product, currency, amount, every }: Pricing): Price {
  return {
    id,
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created,
    currency: currency.toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring: every
      ? {
          interval: every.interval,
          interval_count: every.interval_count ?? 1,
          meter: null,
          trial_period_days: every.trial_period_days ?? null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: every ? "recurring" : "one_time",
    unit_amount: Number.isInteger(amount) ? amount : null,
    unit_amount_decimal: String(amount),
  };
}

/** What it costs in other currencies is shown to those who ask. */
export function priceJson({ currency_options: _, ...price }: Price): Price {
  return price;
}

/** In every currency, its own among them. */
export function amountsOf(price: Price | undefined): Price["currency_options"] {
  if (!price) return undefined;
  const { currency, tax_behavior, unit_amount, unit_amount_decimal: exact } = price;
  const own = { custom_unit_amount: null, tax_behavior, unit_amount };
  return {
    ...price.currency_options,
    [currency]: { ...own, unit_amount_decimal: exact ?? String(unit_amount) },
  };
}
