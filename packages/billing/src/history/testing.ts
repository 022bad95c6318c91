import type { HistoryEntry, InvoiceSaid, PaymentMethodSaid, SubscriptionSaid } from "@portico/db";

const START = Date.UTC(2026, 0, 1, 9);

/** The first of January 2026 at nine, and so many days later. */
export function onDay(days: number): Date {
  return new Date(START + days * 86_400_000);
}

export const team: SubscriptionSaid = {
  kind: "subscription",
  status: "active",
  items: [
    {
      id: "si_1",
      price: "price_team",
      product: "prod_team",
      quantity: 1,
      unitAmount: 4900,
      currency: "usd",
      interval: "month",
      intervalCount: 1,
      currentPeriodStart: onDay(0).toISOString(),
      currentPeriodEnd: onDay(31).toISOString(),
    },
  ],
  cancelAt: null,
  trialEnd: null,
  endedAt: null,
  paused: null,
  defaultPaymentMethod: null,
  discounts: [],
  collection: "charge_automatically",
  fromCheckout: false,
  createdAt: onDay(0).toISOString(),
};

export const bill: InvoiceSaid = {
  kind: "invoice",
  number: "ACME-0001",
  status: "open",
  subscription: "sub_1",
  billingReason: "subscription_cycle",
  total: 4900,
  amountPaid: 0,
  amountRemaining: 4900,
  currency: "usd",
  attemptCount: 0,
  lines: [
    {
      description: "1 × Team (at $49.00 / month)",
      price: "price_team",
      product: "prod_team",
      amount: 4900,
      quantity: 1,
      proration: false,
      periodStart: onDay(0).toISOString(),
      periodEnd: onDay(31).toISOString(),
    },
  ],
  createdAt: onDay(0).toISOString(),
};

export const visa: PaymentMethodSaid = {
  kind: "payment_method",
  type: "card",
  brand: "visa",
  last4: "4242",
  expMonth: 8,
  expYear: 2031,
  createdAt: onDay(0).toISOString(),
};

/** One change after the other, a day between them unless it says when. */
export function historyWith(
  changes: (Pick<HistoryEntry, "objectId" | "before" | "after"> & Partial<HistoryEntry>)[],
): HistoryEntry[] {
  return changes.map((change, at) => ({
    id: at + 1,
    organizationId: "org_acme",
    customerId: "cus_acme",
    cause: { by: "sync" },
    stripeAt: onDay(at),
    at: onDay(at),
    actorName: null,
    ...change,
  }));
}
