import type Stripe from "stripe";
import { BUSINESS } from "./account.ts";
import type { Books } from "./books.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./lists.ts";
import { listing, text } from "./params.ts";
import type { Invoice, InvoiceLine, Subscription } from "./shapes.ts";

export function invoiceEndpoints({ customers, invoices }: Books): Endpoint[] {
  const filters = {
    customer: text.optional(),
    subscription: text.optional(),
    status: text.optional(),
  };
  return [
    endpoint(
      "GET",
      "/v1/invoices",
      { ...listing, ...filters },
      ({ customer, subscription, status, ...page }) => {
        if (customer !== undefined) customers.get(customer, { param: "customer" });
        const found = invoices
          .all()
          .filter((each) => customer === undefined || each.customer === customer)
          .filter(
            (each) =>
              subscription === undefined ||
              each.parent?.subscription_details?.subscription === subscription,
          )
          .filter((each) => status === undefined || each.status === status);
        return pageOf(found, page, "/v1/invoices", "invoice");
      },
    ),
    endpoint("GET", "/v1/invoices/:id", {}, (_, { id }) => invoices.get(id, { path: "invoice" })),
  ];
}

export interface InvoiceWish {
  id: string;
  created: number;
  number: string;
  subscription: Subscription;
  customer: Stripe.Customer;
  description: string;
  period: { start: number; end: number };
  paid: boolean;
  reason: "subscription_create" | "subscription_cycle";
  hostedUrl: string;
}

export function newInvoice(wish: InvoiceWish): Invoice {
  const line = newLine(wish);
  const { id, created, customer, paid, period } = wish;
  const total = line.amount;
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: BUSINESS,
    account_tax_ids: null,
    amount_due: total,
    amount_overpaid: 0,
    amount_paid: paid ? total : 0,
    amount_remaining: paid ? 0 : total,
    amount_shipping: 0,
    application: null,
    attempt_count: 1,
    attempted: true,
    auto_advance: !paid,
    automatic_tax: {
      disabled_reason: null,
      enabled: false,
      liability: null,
      provider: null,
      status: null,
    },
    automatically_finalizes_at: null,
    billing_reason: wish.reason,
    collection_method: "charge_automatically",
    created,
    currency: line.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: created,
    ending_balance: 0,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: wish.hostedUrl,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: "list",
      data: [line],
      has_more: false,
      total_count: 1,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: paid ? null : created + 3 * 24 * 60 * 60,
    number: wish.number,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: {}, subscription: wish.subscription.id },
      type: "subscription_details",
    },
    payment_settings: {
      default_mandate: null,
      payment_method_options: null,
      payment_method_types: null,
    },
    period_end: period.end,
    period_start: period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: paid ? "paid" : "open",
    status_transitions: {
      finalized_at: created,
      marked_uncollectible_at: null,
      paid_at: paid ? created : null,
      voided_at: null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: created,
  };
}

function newLine({ id, subscription, description, period }: InvoiceWish): InvoiceLine {
  const item = subscription.items.data[0];
  if (!item) throw new Error(`${subscription.id} has no items, so there is nothing to invoice.`);
  const { price, quantity = 1 } = item;
  const amount = (price.unit_amount ?? 0) * quantity;
  return {
    id: `il_${id.replace(/^in_/, "")}`,
    object: "line_item",
    amount,
    currency: price.currency,
    description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: id,
    livemode: false,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: "subscription_item_details",
    },
    period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: {
        price: price.id,
        product: typeof price.product === "string" ? price.product : price.product.id,
      },
      type: "price_details",
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription: subscription.id,
    subtotal: amount,
    taxes: [],
  };
}
