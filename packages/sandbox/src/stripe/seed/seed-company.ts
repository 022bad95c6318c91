import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";
import { DAY, later } from "../calendar.ts";
import { newCustomer } from "../customers/new-customer.ts";
import { newInvoice, type Period } from "../invoices/new-invoice.ts";
import { newLine } from "../invoices/new-line.ts";
import { newCard } from "../payment-methods/new-card.ts";
import { keepChange } from "../subscriptions/keep-change.ts";
import { newItem, newSubscription } from "../subscriptions/new-subscription.ts";
import type { Company } from "./demo.ts";
import { seedPayment } from "./seed-payment.ts";

/** A company with a plan, a card and a past, told to whoever listens as Stripe would have told it. */
export function seedCompany(books: Books, company: Company) {
  const { id, periods, pastDue } = company;
  const price = books.prices.get(`price_${company.plan}`, { param: "price" });
  const every = price.recurring?.interval ?? "month";
  const newest = books.now() - company.daysAgo * DAY;
  const startOf = (period: number) => later(newest, every, period - periods);
  const start = startOf(1);
  const customer = welcome(books, company, start);
  const plan = newSubscription({
    id: `sub_${id}`,
    created: start,
    customer: customer.id,
    currency: price.currency,
    items: [
      newItem({
        id: `si_${id}`,
        created: start,
        subscription: `sub_${id}`,
        price,
        quantity: 1,
        period: { start: newest, end: startOf(periods + 1) },
      }),
    ],
    status: "active",
    paymentMethod: `pm_${id}`,
  });
  books.record("customer.subscription.created", books.subscriptions.put(plan), null);
  for (let period = 1; period <= periods; period += 1)
    bill(books, {
      id: `in_${id}${period}`,
      created: startOf(period),
      number: `${id.toUpperCase()}-${String(period).padStart(4, "0")}`,
      subscription: plan,
      customer,
      period: { start: startOf(period), end: startOf(period + 1) },
      paid: !(pastDue && period === periods),
      reason: period === 1 ? "subscription_create" : "subscription_cycle",
    });
  const billed: Subscription = {
    ...plan,
    status: pastDue ? "past_due" : "active",
    latest_invoice: `in_${id}${periods}`,
  };
  keepChange(books, plan, billed, null);
}

function welcome(books: Books, company: Company, created: number): Stripe.Customer {
  const { id, name, address, card, pastDue } = company;
  const bare = newCustomer(`cus_${id}`, created);
  const customer: Stripe.Customer = {
    ...bare,
    name,
    address,
    email: `billing@${id}.test`,
    delinquent: pastDue,
    invoice_prefix: id.toUpperCase(),
    next_invoice_sequence: company.periods + 1,
    invoice_settings: { ...bare.invoice_settings, default_payment_method: `pm_${id}` },
    metadata: { portico_organization: `org_${id}` },
  };
  books.record("customer.created", books.customers.put(customer), null);
  const made = newCard({ id: `pm_${id}`, created, owner: customer, card });
  const saved = books.paymentMethods.put({ ...made, customer: customer.id });
  books.record("payment_method.attached", saved, null);
  return customer;
}

function productName(books: Books, { items }: Subscription): string {
  const product = items.data[0]?.price.product;
  return (product && books.products.find(idOf(product))?.name) ?? "plan";
}

interface Bill {
  id: string;
  created: number;
  number: string;
  subscription: Subscription;
  customer: Stripe.Customer;
  period: Period;
  paid: boolean;
  reason: "subscription_create" | "subscription_cycle";
}

function bill(books: Books, { paid, number, ...wish }: Bill) {
  const { id, created, period, subscription } = wish;
  const [item] = subscription.items.data;
  if (!item) throw new Error(`${subscription.id} has no items, so there is nothing to invoice.`);
  const line = newLine({
    id: `il_${id.replace(/^in_/, "")}`,
    invoice: id,
    item,
    amount: item.price.unit_amount ?? 0,
    description: `1 × ${productName(books, subscription)}`,
    period,
    proration: false,
  });
  const draft = newInvoice({ ...wish, currency: line.currency, lines: [line] });
  const invoice = books.invoices.put({
    ...draft,
    amount_paid: paid ? draft.total : 0,
    amount_remaining: paid ? 0 : draft.total,
    attempt_count: 1,
    attempted: true,
    auto_advance: !paid,
    effective_at: created,
    ending_balance: 0,
    hosted_invoice_url: `${books.publicUrl}/i/${id}`,
    invoice_pdf: `${books.publicUrl}/i/${id}/pdf`,
    next_payment_attempt: paid ? null : created + 3 * DAY,
    number,
    status: paid ? "paid" : "open",
    status_transitions: {
      ...draft.status_transitions,
      finalized_at: created,
      paid_at: paid ? created : null,
    },
    webhooks_delivered_at: created,
  });
  seedPayment(books, invoice, idOf(wish.subscription.default_payment_method ?? ""));
  books.record("invoice.finalized", invoice, null);
  if (!paid) return books.record("invoice.payment_failed", invoice, null);
  books.record("invoice.paid", invoice, null);
  books.record("invoice.payment_succeeded", invoice, null);
}
