import type Stripe from "stripe";
import type { Books } from "./books.ts";
import { DAY, later } from "./calendar.ts";
import { newCustomer } from "./customers.ts";
import type { Company } from "./demo.ts";
import { idOf } from "./id-of.ts";
import { type InvoiceWish, newInvoice } from "./invoices.ts";
import { newCard } from "./new-card.ts";
import { newSubscription } from "./new-subscription.ts";
import type { Subscription } from "./shapes.ts";
import { keepChange } from "./subscriptions.ts";

/** A company with a plan, a card and a past, told to whoever listens as Stripe would have told it. */
export function seedCompany(books: Books, company: Company, publicUrl: string) {
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
    price,
    quantity: 1,
    status: "active",
    period: { start: newest, end: startOf(periods + 1) },
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
      description: `1 × ${productName(books, plan)}`,
      period: { start: startOf(period), end: startOf(period + 1) },
      paid: !(pastDue && period === periods),
      reason: period === 1 ? "subscription_create" : "subscription_cycle",
      hostedUrl: `${publicUrl}/i/in_${id}${period}`,
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
  const saved = books.paymentMethods.put(newCard({ id: `pm_${id}`, created, customer, card }));
  books.record("payment_method.attached", saved, null);
  return customer;
}

function productName(books: Books, { items }: Subscription): string {
  const product = items.data[0]?.price.product;
  return (product && books.products.find(idOf(product))?.name) ?? "plan";
}

function bill(books: Books, wish: InvoiceWish) {
  const invoice = books.invoices.put(newInvoice(wish));
  books.record("invoice.finalized", invoice, null);
  if (!wish.paid) return books.record("invoice.payment_failed", invoice, null);
  books.record("invoice.paid", invoice, null);
  books.record("invoice.payment_succeeded", invoice, null);
}
