import type Stripe from "stripe";
import { billSettings } from "./bill-settings.ts";
import type { Phase } from "./phases-asked.ts";

export type Schedule = Stripe.SubscriptionSchedule;

interface Wish {
  id: string;
  created: number;
  customer: string;
  phases: Phase[];
  clock: string | null;
}

export function newSchedule({ id, created, customer, phases, clock }: Wish): Schedule {
  return {
    id,
    object: "subscription_schedule",
    application: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    canceled_at: null,
    completed_at: null,
    created,
    current_phase: null,
    customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: null,
      description: null,
      invoice_settings: billSettings(null),
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: "release",
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases,
    released_at: null,
    released_subscription: null,
    status: "not_started",
    subscription: null,
    test_clock: clock,
  };
}

export function phaseAt({ phases }: Schedule, time: number): Phase | undefined {
  return phases.find(({ start_date: start, end_date: end }) => start <= time && time < end);
}

export function endOf({ phases }: Schedule): number {
  return phases.at(-1)?.end_date ?? 0;
}
