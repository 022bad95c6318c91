import type Stripe from "stripe";
import type { Table, World } from "../../world.ts";
import type { Order } from "../checkout/order.ts";
import type { PaymentLink } from "../payment-links/link-params.ts";
import type { PortalProducts } from "../portal/features.ts";
import type { Settings } from "./settings.ts";
import type {
  CreditNote,
  Discount,
  Invoice,
  InvoiceItem,
  PortalLink,
  Price,
  Subscription,
  WebhookEndpoint,
} from "./shapes.ts";
import type { Shelf } from "./shelf.ts";

/** The request that causes a change, where one does. */
export type Cause = { id: string; idempotency_key: string | null } | null;

export interface StripeEvent {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: false;
  pending_webhooks: number;
  request: Cause;
  type: string;
}

/** Something a bank has yet to say, and when. */
export interface Awaited {
  /** What it is about. */
  id: string;
  customer: string | null;
  at: number;
}

/** All that the stand-in for Stripe knows, and the one way to change it. */
export interface Books {
  customers: Shelf<Stripe.Customer>;
  deletedCustomers: Shelf<{ id: string; created: number }>;
  products: Shelf<Stripe.Product>;
  prices: Shelf<Price>;
  coupons: Shelf<Stripe.Coupon>;
  /** They stay behind what they were redeemed for. */
  deletedCoupons: Shelf<Stripe.Coupon>;
  promotionCodes: Shelf<Stripe.PromotionCode>;
  discounts: Shelf<Discount>;
  taxRates: Shelf<Stripe.TaxRate>;
  creditNotes: Shelf<CreditNote>;
  paymentMethods: Shelf<Stripe.PaymentMethod>;
  subscriptions: Shelf<Subscription>;
  schedules: Shelf<Stripe.SubscriptionSchedule>;
  quotes: Shelf<Stripe.Quote>;
  invoices: Shelf<Invoice>;
  invoiceItems: Shelf<InvoiceItem>;
  invoicePayments: Shelf<Stripe.InvoicePayment>;
  paymentIntents: Shelf<Stripe.PaymentIntent>;
  setupIntents: Shelf<Stripe.SetupIntent>;
  setupAttempts: Shelf<Stripe.SetupAttempt>;
  charges: Shelf<Stripe.Charge>;
  refunds: Shelf<Stripe.Refund>;
  balanceTransactions: Shelf<Stripe.CustomerBalanceTransaction>;
  mandates: Table<Stripe.Mandate>;
  disputes: Shelf<Stripe.Dispute>;
  /** By what it is about. */
  awaited: Table<Awaited>;
  checkoutSessions: Shelf<Stripe.Checkout.Session>;
  paymentLinks: Shelf<PaymentLink>;
  /** By checkout session or quote. */
  orders: Table<Order>;
  testClocks: Shelf<Stripe.TestHelpers.TestClock>;
  configurations: Shelf<Stripe.BillingPortal.Configuration>;
  /** By configuration: they are shown only when somebody asks. */
  portalProducts: Table<PortalProducts>;
  /** By subscription: which end of its trial was told beforehand. */
  trialWarnings: Table<{ trial_end: number }>;
  /** By schedule: which end of it was told beforehand. */
  expiryWarnings: Table<{ end: number }>;
  settings: Table<Settings>;
  /** By token. */
  portalLinks: Table<PortalLink>;
  webhookEndpoints: Shelf<WebhookEndpoint>;
  events: Shelf<StripeEvent>;
  together: World["together"];
  /** The events that some endpoint has not acknowledged. */
  undelivered(): Set<string>;
  /** Where people's browsers find this sandbox. */
  publicUrl: string;
  /** Sandbox time, in seconds. */
  now(): number;
  /** Does this as if it were that time, in seconds. */
  at<Result>(time: number, work: () => Result): Result;
  /** Writes the event of a change and sends it; `before` is what an update changed. */
  record(type: string, object: object, cause: Cause, before?: object): void;
}
