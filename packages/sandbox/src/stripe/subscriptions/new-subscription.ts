import type Stripe from "stripe";
import type { Price, Subscription, SubscriptionItem } from "../books/shapes.ts";
import type { Period } from "../invoices/new-invoice.ts";
import { planOf } from "../products/plan-of.ts";

interface SubscriptionWish {
  id: string;
  created: number;
  customer: string;
  currency: string;
  items: SubscriptionItem[];
  status: Stripe.Subscription.Status;
  paymentMethod: string | null;
}

export function newSubscription(wish: SubscriptionWish): Subscription {
  return {
    id: wish.id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: wish.created,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: wish.created,
    currency: wish.currency,
    customer: wish.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: wish.paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: {
      object: "list",
      data: wish.items,
      has_more: false,
      total_count: wish.items.length,
      url: `/v1/subscription_items?subscription=${wish.id}`,
    },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: wish.created,
    status: wish.status,
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" },
    },
    trial_start: null,
  };
}

interface ItemWish {
  id: string;
  created: number;
  subscription: string;
  price: Price;
  quantity: number;
  period: Period;
}

export function newItem(wish: ItemWish): SubscriptionItem {
  const { id, created, price, quantity, period, subscription } = wish;
  return {
    id,
    object: "subscription_item",
    billing_thresholds: null,
    created,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  };
}
