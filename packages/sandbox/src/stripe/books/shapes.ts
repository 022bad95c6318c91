import type Stripe from "stripe";

// Where what we keep differs from what the SDK hands to its users: decimals are text on the wire, objects in the SDK.

export type Price = Omit<Stripe.Price, "unit_amount_decimal" | "tiers" | "currency_options"> & {
  unit_amount_decimal: string | null;
  currency_options?: Record<string, { unit_amount: number | null; unit_amount_decimal: string }>;
};
export type Plan = Omit<Stripe.Plan, "amount_decimal" | "tiers"> & {
  amount_decimal: string | null;
};
export type SubscriptionItem = Omit<Stripe.SubscriptionItem, "price" | "plan" | "discounts"> & {
  discounts: Discounts;
  price: Price;
  plan: Plan;
};
export type Subscription = Omit<Stripe.Subscription, "items" | "discounts" | "pending_update"> & {
  discounts: Discounts;
  pending_update: PendingUpdate | null;
  items: List<SubscriptionItem>;
};
type PendingUpdate = Omit<Stripe.Subscription.PendingUpdate, "subscription_items"> & {
  subscription_items: SubscriptionItem[] | null;
};
export type InvoiceLine = Omit<
  Stripe.InvoiceLineItem,
  "quantity_decimal" | "pricing" | "discounts"
> & {
  discounts: Discounts;
  quantity_decimal: string | null;
  pricing: Omit<Stripe.InvoiceLineItem.Pricing, "unit_amount_decimal"> & {
    unit_amount_decimal: string | null;
  };
};
export type Invoice = Omit<Stripe.Invoice, "id" | "lines"> & {
  id: string;
  lines: List<InvoiceLine>;
};

export type InvoiceItem = Omit<Stripe.InvoiceItem, "quantity_decimal" | "pricing" | "discounts"> & {
  discounts: Discounts;
  created: number;
  quantity_decimal: string;
  pricing: Omit<Stripe.InvoiceItem.Pricing, "unit_amount_decimal"> & {
    unit_amount_decimal: string | null;
  };
};

/** `gone` when it takes nothing off any more; the bills it was on still name it. */
export type Discount = Omit<Stripe.Discount, "deleted"> & { created: number; gone: boolean };

export type CreditNoteLine = Omit<Stripe.CreditNoteLineItem, "unit_amount_decimal" | "taxes"> & {
  taxes: Stripe.InvoiceLineItem.Tax[];
  unit_amount_decimal: string | null;
};
export type CreditNote = Omit<Stripe.CreditNote, "lines"> & { lines: List<CreditNoteLine> };

/** As ids, or whole while they are only thought of. */
export type Discounts = (string | Discount)[];

/** What a line of a checkout or of a payment link comes to. */
export type LineItem = Omit<Stripe.LineItem, "price"> & { price: Price };

export type WebhookEndpoint = Stripe.WebhookEndpoint & {
  secret: string;
  /** Secrets that were replaced, and until when they sign, in milliseconds. */
  rolled?: { secret: string; until: number }[];
};

/** A portal session and what its link has lived through. */
export type PortalLink = Stripe.BillingPortal.Session & {
  token: string;
  last_used: number | null;
  /** The card about which the bank asks the person meanwhile. */
  adding?: { setup: string; charged: boolean } | null;
  /** What it was for is done. */
  done?: true;
};

export interface List<Item> {
  object: "list";
  data: Item[];
  has_more: boolean;
  url: string;
  total_count?: number;
}
