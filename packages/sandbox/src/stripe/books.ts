import type Stripe from "stripe";
import type { Table, World } from "../world.ts";
import { API_VERSION } from "./account.ts";
import { DAY } from "./calendar.ts";
import type { PaymentLink } from "./checkout/link-params.ts";
import type { Order } from "./checkout/order.ts";
import { newId } from "./ids.ts";
import type { PortalProducts } from "./portal-features.ts";
import { previousAttributes } from "./previous-attributes.ts";
import type { Settings } from "./settings.ts";
import { openShelf, type Shelf } from "./shelf.ts";
import { tellEvent } from "./tell-event.ts";
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

/** As long as Stripe tells of them. A restart forgets what is older. */
const KEPT_EVENTS = 30 * DAY;

export interface BooksNeeds {
  world: World;
  now: () => number;
  publicUrl: string;
  send: (event: StripeEvent) => void;
  undelivered: () => Set<string>;
}

export function openBooks({ world, now, publicUrl, send, undelivered }: BooksNeeds): Books {
  const events = openShelf<StripeEvent>(world, "events", "evt", "event");
  const oldest = now() / 1000 - KEPT_EVENTS;
  for (const { id, created } of events.all()) if (created < oldest) events.delete(id);
  let pretended: number | undefined;
  const seconds = () => pretended ?? Math.floor(now() / 1000);
  const webhookEndpoints = openShelf<WebhookEndpoint>(
    world,
    "webhook_endpoints",
    "we",
    "webhook endpoint",
  );
  return {
    customers: openShelf(world, "customers", "cus", "customer"),
    deletedCustomers: openShelf(world, "deleted_customers", "cus", "customer"),
    products: openShelf(world, "products", "prod", "product"),
    prices: openShelf(world, "prices", "price", "price"),
    coupons: openShelf(world, "coupons", "", "coupon"),
    deletedCoupons: openShelf(world, "deleted_coupons", "", "coupon"),
    promotionCodes: openShelf(world, "promotion_codes", "promo", "promotion code"),
    discounts: openShelf(world, "discounts", "di", "discount"),
    creditNotes: openShelf(world, "credit_notes", "cn", "credit note"),
    taxRates: openShelf(world, "tax_rates", "txr", "tax rate"),
    paymentMethods: openShelf(world, "payment_methods", "pm", "PaymentMethod"),
    subscriptions: openShelf(world, "subscriptions", "sub", "subscription"),
    quotes: openShelf(world, "quotes", "qt", "quote"),
    schedules: openShelf(world, "schedules", "sub_sched", "subscription schedule"),
    invoices: openShelf(world, "invoices", "in", "invoice"),
    invoiceItems: openShelf(world, "invoice_items", "ii", "invoiceitem"),
    invoicePayments: openShelf(world, "invoice_payments", "inpay", "invoice payment"),
    paymentIntents: openShelf(world, "payment_intents", "pi", "payment_intent"),
    setupIntents: openShelf(world, "setup_intents", "seti", "setupintent"),
    setupAttempts: openShelf(world, "setup_attempts", "setatt", "setupattempt"),
    charges: openShelf(world, "charges", "ch", "charge"),
    refunds: openShelf(world, "refunds", "re", "refund"),
    balanceTransactions: openShelf(
      world,
      "balance_transactions",
      "cbtxn",
      "customer balance transaction",
    ),
    mandates: world.table("stripe_mandates"),
    disputes: openShelf(world, "disputes", "du", "dispute"),
    awaited: world.table("stripe_awaited"),
    checkoutSessions: openShelf(world, "checkout_sessions", "cs", "checkout.session"),
    paymentLinks: openShelf(world, "payment_links", "plink", "payment link"),
    orders: world.table("stripe_orders"),
    testClocks: openShelf(world, "test_clocks", "clock", "test clock"),
    configurations: openShelf(world, "portal_configurations", "bpc", "configuration"),
    portalProducts: world.table("stripe_portal_products"),
    trialWarnings: world.table("stripe_trial_warnings"),
    expiryWarnings: world.table("stripe_expiry_warnings"),
    settings: world.table("stripe_settings"),
    portalLinks: openLinks(world, seconds()),
    webhookEndpoints,
    events,
    together: world.together,
    undelivered,
    publicUrl,
    now: seconds,
    at(time, work) {
      const outer = pretended;
      pretended = time;
      try {
        return work();
      } finally {
        pretended = outer;
      }
    },
    record(type, object, cause, before) {
      const endpoints = webhookEndpoints.all().filter((endpoint) => listensTo(endpoint, type));
      const event: StripeEvent = {
        id: newId("evt", 24),
        object: "event",
        api_version: API_VERSION,
        created: seconds(),
        data: {
          object,
          ...(before && { previous_attributes: previousAttributes(before, object) }),
        },
        livemode: false,
        pending_webhooks: endpoints.length,
        request: cause,
        type,
      };
      events.put(event);
      tellEvent(event);
      send(event);
    },
  };
}

/** Yesterday's links are dead; what they were is forgotten. */
function openLinks(world: World, now: number): Table<PortalLink> {
  const links = world.table<PortalLink>("stripe_portal_links");
  for (const { token, created, last_used: used } of links.all())
    if ((used ?? created) < now - DAY) links.delete(token);
  return links;
}

export function listensTo({ status, enabled_events }: WebhookEndpoint, type: string): boolean {
  return status === "enabled" && (enabled_events.includes("*") || enabled_events.includes(type));
}
