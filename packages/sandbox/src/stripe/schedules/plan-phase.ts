import { idOf } from "../books/id-of.ts";
import type { Discounts, Subscription } from "../books/shapes.ts";
import { billSettings } from "./bill-settings.ts";
import type { Phase } from "./phases-asked.ts";

/** The phase that a plan is in by itself: its period. */
export function phaseOf(plan: Subscription): Phase {
  const [first] = plan.items.data;
  const start = first?.current_period_start ?? plan.start_date;
  const { days_until_due: days } = plan;
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: plan.collection_method,
    currency: plan.currency,
    default_payment_method: plan.default_payment_method,
    default_tax_rates: plan.default_tax_rates ?? [],
    description: plan.description,
    discounts: named(plan.discounts),
    end_date: first?.current_period_end ?? start,
    invoice_settings: days === null ? null : billSettings(days),
    items: phaseItems(plan),
    metadata: plan.metadata,
    on_behalf_of: null,
    proration_behavior: "create_prorations",
    start_date: start,
    transfer_data: null,
    trial_end: plan.status === "trialing" ? plan.trial_end : null,
  };
}

export function phaseItems({ items }: Subscription): Phase["items"] {
  return items.data.map(({ price, quantity = 1, metadata, discounts, tax_rates }) => ({
    billing_thresholds: null,
    discounts: named(discounts),
    metadata,
    plan: price.id,
    price: price.id,
    quantity,
    tax_rates: tax_rates ?? [],
  }));
}

function named(discounts: Discounts): Phase["discounts"] {
  return discounts.map((each) => ({ coupon: null, discount: idOf(each), promotion_code: null }));
}
