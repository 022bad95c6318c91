import type { Table, World } from "../../world.ts";
import { API_VERSION } from "../account.ts";
import { DAY } from "../calendar.ts";
import type { Books, StripeEvent } from "./books.ts";
import { newId } from "./ids.ts";
import { listensTo } from "./listens-to.ts";
import { previousAttributes } from "./previous-attributes.ts";
import type { PortalLink, WebhookEndpoint } from "./shapes.ts";
import { openShelf } from "./shelf.ts";
import { tellEvent } from "./tell-event.ts";

/** As long as Stripe tells of them. A restart forgets what is older. */
const KEPT_EVENTS = 30 * DAY;

interface BooksNeeds {
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
