import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { LineItem } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";
import { lineItems, totalsOf } from "../checkout/line-items.ts";
import { emptyOrder } from "../checkout/open-session.ts";
import type { OrderLine } from "../checkout/order.ts";
import { modeOf, orderLines } from "../checkout/order-lines.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { billSettings } from "../schedules/bill-settings.ts";
import type { QuoteWish } from "./quote-params.ts";

const EXPIRES_AFTER = 30 * DAY;

/** A quote as it is asked for, or as an older one is changed. */
export function quoteAsked(
  books: Books,
  asked: QuoteWish,
  cause: Cause,
  before?: Stripe.Quote,
): Stripe.Quote {
  const { customer: named, description, footer, header, subscription_data: data } = asked;
  const had = before?.customer ? idOf(before.customer) : undefined;
  const id = named ?? had;
  const customer = id === undefined ? null : books.customers.get(id, { param: "customer" });
  const kept = before ?? bareQuote(books.quotes.newId(), books.now());
  if (asked.line_items) {
    const wished = asked.line_items.map((line) => ({ ...line, quantity: line.quantity ?? 1 }));
    keepLines(books, kept.id, orderLines(books, wished, modeOf(books, wished), cause));
  }
  const order = books.orders.get(kept.id);
  const lines = order ? lineItems(books, order) : [];
  return {
    ...kept,
    ...totalsOf(lines),
    collection_method: asked.collection_method ?? kept.collection_method,
    computed: computedOf(lines),
    currency: lines[0]?.currency ?? "usd",
    customer: customer?.id ?? null,
    description: description === undefined ? kept.description : description,
    expires_at: asked.expires_at ?? kept.expires_at,
    footer: footer === undefined ? kept.footer : footer,
    header: header === undefined ? kept.header : header,
    invoice_settings: {
      ...kept.invoice_settings,
      days_until_due:
        asked.invoice_settings?.days_until_due ?? kept.invoice_settings.days_until_due,
    },
    metadata: mergeMetadata(kept.metadata, asked.metadata),
    subscription_data: {
      ...kept.subscription_data,
      description: data?.description ?? kept.subscription_data.description,
      metadata: mergeMetadata(kept.subscription_data.metadata ?? {}, data?.metadata),
      trial_period_days: data?.trial_period_days ?? kept.subscription_data.trial_period_days,
    },
    test_clock: customer?.test_clock ?? null,
  };
}

function keepLines(books: Books, quote: string, lines: OrderLine[]) {
  books.orders.put(quote, { ...emptyOrder(lines), session: quote });
}

/** What is to pay each time, and what is to pay at the beginning. */
function computedOf(lines: LineItem[]): Stripe.Quote.Computed {
  const renewing = lines.filter(({ price }) => price.recurring);
  const { interval, interval_count = 1 } = renewing[0]?.price.recurring ?? {};
  return {
    recurring: interval ? { ...totalsOf(renewing), interval, interval_count } : null,
    upfront: totalsOf(lines),
  };
}

function bareQuote(id: string, created: number): Stripe.Quote {
  const { custom_fields, days_until_due, description, footer, issuer } = billSettings(null);
  return {
    id,
    object: "quote",
    ...totalsOf([]),
    application: null,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    collection_method: "charge_automatically",
    computed: computedOf([]),
    created,
    currency: null,
    customer: null,
    customer_account: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    expires_at: created + EXPIRES_AFTER,
    footer: null,
    from_quote: null,
    header: null,
    invoice: null,
    invoice_settings: { custom_fields, days_until_due, description, footer, issuer },
    livemode: false,
    metadata: {},
    number: null,
    on_behalf_of: null,
    status: "draft",
    status_transitions: { accepted_at: null, canceled_at: null, finalized_at: null },
    subscription: null,
    subscription_data: {
      billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
      description: null,
      effective_date: null,
      metadata: {},
      trial_period_days: null,
    },
    subscription_schedule: null,
    test_clock: null,
    transfer_data: null,
  };
}
