import type {
  CustomerSaid,
  DiscountSaid,
  InvoiceSaid,
  PaymentMethodSaid,
  RefundSaid,
  SubscriptionSaid,
} from "./said.ts";
import type { NewHistoryRow } from "./queries/history.ts";

const START = Date.UTC(2026, 0, 1, 9);

/** The first of January 2026 at nine, and so many days later. */
export function onDay(days: number): Date {
  return new Date(START + days * 86_400_000);
}

export const iso = (days: number) => onDay(days).toISOString();

export const acme: CustomerSaid = {
  kind: "customer",
  organization: "org_acme",
  defaultPaymentMethod: null,
  balance: 0,
  testClock: false,
  createdAt: iso(0),
};

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
      currentPeriodStart: iso(0),
      currentPeriodEnd: iso(31),
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
  createdAt: iso(0),
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
      periodStart: iso(0),
      periodEnd: iso(31),
    },
  ],
  createdAt: iso(0),
};

export const visa: PaymentMethodSaid = {
  kind: "payment_method",
  type: "card",
  brand: "visa",
  last4: "4242",
  expMonth: 8,
  expYear: 2031,
  createdAt: iso(0),
};

export const spring: DiscountSaid = {
  kind: "discount",
  coupon: "SPRING",
  promotionCode: null,
  subscription: null,
  startsAt: iso(0),
  endsAt: null,
};

export const moneyBack: RefundSaid = {
  kind: "refund",
  status: "pending",
  amount: 1000,
  currency: "usd",
  reason: null,
  charge: "ch_1",
  payment: null,
  createdAt: iso(0),
};

/** What an organization's history says of a card that was added then. */
export function cardAdded(organization: string, number: number, stripeAt: Date): NewHistoryRow {
  return {
    organizationId: organization,
    customerId: `cus_of_${organization}`,
    objectId: `pm_${number}`,
    before: null,
    after: visa,
    cause: { by: "event", event: `evt_${number}`, type: "payment_method.attached" },
    stripeAt,
    at: new Date(stripeAt.getTime() + 2_000),
  };
}
