import type {
  InvoiceRow,
  PaymentMethodRow,
  SubscriptionItemRow,
  SubscriptionRow,
} from "@portico/db";
import type Stripe from "stripe";

/** All that Stripe says about one customer, as asked. */
export interface Answer {
  customer: Stripe.Customer;
  subscriptions: Stripe.Subscription[];
  invoices: Stripe.Invoice[];
  paymentMethods: Stripe.PaymentMethod[];
  /** Product names by id. */
  plans: ReadonlyMap<string, string>;
}

export interface CustomerRows {
  organization: string | null;
  subscriptions: SubscriptionRow[];
  items: SubscriptionItemRow[];
  invoices: InvoiceRow[];
  paymentMethods: PaymentMethodRow[];
}

/** The metadata key by which a customer names its organization. */
const ORGANIZATION_KEY = "portico_organization";

export function rowsFromStripe(answer: Answer): CustomerRows {
  return {
    organization: answer.customer.metadata[ORGANIZATION_KEY] ?? null,
    subscriptions: answer.subscriptions.map(subscriptionRow),
    items: answer.subscriptions.flatMap((each) =>
      each.items.data.map((item, at) => itemRow(answer, each, item, at)),
    ),
    invoices: answer.invoices.flatMap((each) => invoiceRow(each)),
    paymentMethods: paymentMethodRows(answer),
  };
}

export function idOf(reference: string | { id: string }): string {
  return typeof reference === "string" ? reference : reference.id;
}

function subscriptionRow(each: Stripe.Subscription): SubscriptionRow {
  return {
    id: each.id,
    customerId: idOf(each.customer),
    status: each.status,
    cancelAt: cancelAt(each),
    trialEnd: dateOf(each.trial_end),
    endedAt: dateOf(each.ended_at),
    createdAt: requiredDate(each.created),
  };
}

/** Flexible subscriptions say `cancel_at`, classic ones `cancel_at_period_end`: both are read. */
function cancelAt(each: Stripe.Subscription): Date | null {
  if (each.cancel_at !== null) return dateOf(each.cancel_at);
  if (!each.cancel_at_period_end) return null;
  return dateOf(Math.max(...each.items.data.map((item) => item.current_period_end)));
}

function itemRow(
  { plans }: Answer,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  position: number,
): SubscriptionItemRow {
  const { price } = item;
  const product = idOf(price.product);
  return {
    id: item.id,
    subscriptionId: subscription.id,
    position,
    priceId: price.id,
    plan: plans.get(product) ?? price.nickname ?? product,
    quantity: item.quantity ?? null,
    unitAmount: price.unit_amount,
    currency: price.currency,
    interval: price.recurring?.interval ?? null,
    intervalCount: price.recurring?.interval_count ?? null,
    currentPeriodEnd: requiredDate(item.current_period_end),
  };
}

/** A draft is Stripe's own business until it is finalized. */
function invoiceRow(each: Stripe.Invoice): InvoiceRow[] {
  if (
    each.id === undefined ||
    each.status === null ||
    each.status === "draft" ||
    each.customer === null
  )
    return [];
  return [
    {
      id: each.id,
      customerId: idOf(each.customer),
      number: each.number,
      status: each.status,
      total: each.total,
      currency: each.currency,
      createdAt: requiredDate(each.created),
    },
  ];
}

/** The method that pays: the subscription's own, else the customer's default. */
function paymentMethodRows({
  customer,
  subscriptions,
  paymentMethods,
}: Answer): PaymentMethodRow[] {
  const paying = subscriptions.find(
    (each) => each.default_payment_method !== null,
  )?.default_payment_method;
  const chosen = paying ?? customer.invoice_settings.default_payment_method;
  return paymentMethods.map((each) => ({
    id: each.id,
    customerId: customer.id,
    type: each.type,
    brand: each.card?.brand ?? null,
    last4: each.card?.last4 ?? each.us_bank_account?.last4 ?? each.sepa_debit?.last4 ?? null,
    expMonth: each.card?.exp_month ?? null,
    expYear: each.card?.exp_year ?? null,
    isDefault: chosen !== null && idOf(chosen) === each.id,
  }));
}

function dateOf(seconds: number | null): Date | null {
  return seconds === null ? null : requiredDate(seconds);
}

function requiredDate(seconds: number): Date {
  return new Date(seconds * 1000);
}
