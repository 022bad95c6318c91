/** What Stripe says about one object, in our words: amounts in minor units, times as ISO text, others by their ids. */
export type Said =
  | CustomerSaid
  | SubscriptionSaid
  | InvoiceSaid
  | PaymentMethodSaid
  | DiscountSaid
  | RefundSaid
  | CreditNoteSaid
  | DisputeSaid;

export type Kind = Said["kind"];

export interface CustomerSaid {
  kind: "customer";
  /** Nothing where it is not one of ours. */
  organization: string | null;
  defaultPaymentMethod: string | null;
  /** What Stripe owes the customer is below zero. */
  balance: number;
  /** Its time is moved by a test clock, so no letter about it can be dated. */
  testClock: boolean;
  createdAt: string;
}

export interface SubscriptionSaid {
  kind: "subscription";
  status: string;
  items: SubscriptionItemSaid[];
  cancelAt: string | null;
  trialEnd: string | null;
  endedAt: string | null;
  /** Invoices are not collected meanwhile. */
  paused: { resumesAt: string | null } | null;
  defaultPaymentMethod: string | null;
  discounts: string[];
  /** `send_invoice` where it is paid by invoice. */
  collection: string;
  /** It was begun by a checkout of ours. */
  fromCheckout: boolean;
  createdAt: string;
}

export interface SubscriptionItemSaid {
  id: string;
  price: string;
  product: string;
  quantity: number | null;
  unitAmount: number | null;
  currency: string;
  interval: string | null;
  intervalCount: number | null;
  currentPeriodStart: string;
  currentPeriodEnd: string;
}

export interface InvoiceSaid {
  kind: "invoice";
  number: string | null;
  status: string;
  subscription: string | null;
  billingReason: string | null;
  total: number;
  amountPaid: number;
  amountRemaining: number;
  currency: string;
  attemptCount: number;
  lines: InvoiceLineSaid[];
  createdAt: string;
}

export interface InvoiceLineSaid {
  description: string | null;
  price: string | null;
  product: string | null;
  amount: number;
  quantity: number | null;
  proration: boolean;
  periodStart: string;
  periodEnd: string;
}

export interface PaymentMethodSaid {
  kind: "payment_method";
  type: string;
  brand: string | null;
  last4: string | null;
  expMonth: number | null;
  expYear: number | null;
  createdAt: string;
}

export interface DiscountSaid {
  kind: "discount";
  coupon: string | null;
  promotionCode: string | null;
  /** Nothing where all of the customer's are meant. */
  subscription: string | null;
  startsAt: string;
  endsAt: string | null;
}

export interface RefundSaid {
  kind: "refund";
  status: string | null;
  amount: number;
  currency: string;
  reason: string | null;
  charge: string | null;
  payment: string | null;
  createdAt: string;
}

export interface CreditNoteSaid {
  kind: "credit_note";
  status: string;
  number: string;
  total: number;
  /** What was paid and given back otherwise than by refunds: to the balance, or out of Stripe's sight. */
  otherwise: number;
  currency: string;
  reason: string | null;
  invoice: string;
  createdAt: string;
}

export interface DisputeSaid {
  kind: "dispute";
  status: string;
  amount: number;
  currency: string;
  reason: string;
  charge: string;
  payment: string | null;
  createdAt: string;
}

/** What an override gives, in the words of the catalog. */
export type OverrideGives =
  | { plan: string }
  | { feature: string }
  | { limit: string; value: number };

/** What an organization has by our word, as the history keeps it beside Stripe's. */
export interface OverrideSaid {
  kind: "override";
  gives: OverrideGives;
  author: string;
  reason: string;
  startsAt: string;
  endsAt: string | null;
}

export type Recorded = Said | OverrideSaid;
