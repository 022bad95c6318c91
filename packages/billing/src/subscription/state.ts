import type {
  CreditNoteSaid,
  CustomerSaid,
  DiscountSaid,
  DisputeSaid,
  InvoiceSaid,
  PaymentMethodSaid,
  RefundSaid,
  Said,
  SubscriptionSaid,
} from "@portico/db";

export type WithId<One extends Said> = One & { id: string };

/** All that Stripe says about one customer, newest first. */
export interface CustomerState {
  /** Nothing where it was deleted, or never heard of. */
  customer: WithId<CustomerSaid> | null;
  subscriptions: WithId<SubscriptionSaid>[];
  invoices: WithId<InvoiceSaid>[];
  paymentMethods: WithId<PaymentMethodSaid>[];
  discounts: WithId<DiscountSaid>[];
  refunds: WithId<RefundSaid>[];
  creditNotes: WithId<CreditNoteSaid>[];
  disputes: WithId<DisputeSaid>[];
}

/** Of the objects of one customer that are not deleted. */
export function stateFrom(rows: { id: string; says: Said }[]): CustomerState {
  const state: CustomerState = {
    customer: null,
    subscriptions: [],
    invoices: [],
    paymentMethods: [],
    discounts: [],
    refunds: [],
    creditNotes: [],
    disputes: [],
  };
  for (const row of rows.toSorted(newestFirst)) add(state, row);
  return state;
}

/** What these subscriptions are to. */
export function productsOf(subscriptions: Pick<SubscriptionSaid, "items">[]): string[] {
  return subscriptions.flatMap(({ items }) => items.map(({ product }) => product));
}

function add(state: CustomerState, { id, says }: { id: string; says: Said }) {
  if (says.kind === "customer") state.customer = { id, ...says };
  else if (says.kind === "subscription") state.subscriptions.push({ id, ...says });
  else if (says.kind === "invoice") state.invoices.push({ id, ...says });
  else if (says.kind === "payment_method") state.paymentMethods.push({ id, ...says });
  else if (says.kind === "discount") state.discounts.push({ id, ...says });
  else if (says.kind === "refund") state.refunds.push({ id, ...says });
  else if (says.kind === "credit_note") state.creditNotes.push({ id, ...says });
  else state.disputes.push({ id, ...says });
}

function newestFirst(one: { id: string; says: Said }, other: { id: string; says: Said }): number {
  return startOf(other.says).localeCompare(startOf(one.says)) || other.id.localeCompare(one.id);
}

function startOf(says: Said): string {
  return says.kind === "discount" ? says.startsAt : says.createdAt;
}
