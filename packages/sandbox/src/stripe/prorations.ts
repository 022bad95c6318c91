import type { Books, Cause } from "./books.ts";
import { dayOf } from "./calendar.ts";
import { idOf } from "./id-of.ts";
import { newId } from "./ids.ts";
import { invoiceItemJson } from "./invoice-item-json.ts";
import type { Period } from "./new-invoice.ts";
import { newLine } from "./new-line.ts";
import { costOf, nameOf } from "./plan-lines.ts";
import type { InvoiceLine, Subscription, SubscriptionItem } from "./shapes.ts";

/** What a change in the middle of a period gives back or costs more. */
export interface Proration {
  item: SubscriptionItem;
  amount: number;
  description: string;
  period: Period;
  credits?: { invoice: string; invoice_line_items: string[] } | undefined;
}

export function unused(books: Books, item: SubscriptionItem, now: number): Proration {
  return {
    item,
    amount: -shareLeft(item, now),
    description: `Unused time on ${named(books, item)} after ${dayOf(now)}`,
    period: { start: now, end: item.current_period_end },
    credits: billedBefore(books, item),
  };
}

export function remaining(books: Books, item: SubscriptionItem, now: number): Proration {
  return {
    item,
    amount: shareLeft(item, now),
    description: `Remaining time on ${named(books, item)} after ${dayOf(now)}`,
    period: { start: now, end: item.current_period_end },
  };
}

export function prorationLines(prorations: Proration[]) {
  return (invoice: string): InvoiceLine[] =>
    prorations.map((each) => newLine({ ...each, id: newId("il"), invoice, proration: true }));
}

/** They wait for the next bill. */
export function keepProrations(
  books: Books,
  plan: Subscription,
  prorations: Proration[],
  cause: Cause,
) {
  for (const { item, amount, description, period } of prorations) {
    const { price, quantity = 1 } = item;
    const kept = books.invoiceItems.put({
      id: books.invoiceItems.newId(),
      object: "invoiceitem",
      amount,
      created: books.now(),
      currency: price.currency,
      customer: idOf(plan.customer),
      customer_account: null,
      date: books.now(),
      description,
      discountable: false,
      discounts: [],
      invoice: null,
      livemode: false,
      metadata: {},
      parent: {
        subscription_details: { subscription: plan.id, subscription_item: item.id },
        type: "subscription_details",
      },
      period,
      pricing: {
        price_details: { price: price.id, product: idOf(price.product) },
        type: "price_details",
        unit_amount_decimal: price.unit_amount_decimal,
      },
      proration: true,
      quantity,
      quantity_decimal: String(quantity),
      tax_rates: [],
      test_clock: plan.test_clock,
    });
    books.record("invoiceitem.created", invoiceItemJson(kept), cause);
  }
}

function shareLeft(item: SubscriptionItem, now: number): number {
  const { current_period_start: start, current_period_end: end } = item;
  return Math.round((costOf(item) * (end - Math.max(now, start))) / (end - start));
}

function named(books: Books, { price, quantity = 1 }: SubscriptionItem): string {
  return quantity === 1 ? nameOf(books, price) : `${quantity} × ${nameOf(books, price)}`;
}

function billedBefore(books: Books, item: SubscriptionItem) {
  const owner = books.subscriptions.find(item.subscription)?.customer;
  const lines = books.invoices
    .of(owner ? idOf(owner) : "")
    .flatMap(({ id, lines: { data } }) => data.map((line) => ({ invoice: id, line })));
  const billed = lines.findLast(
    ({ line: { amount, parent, period } }) =>
      parent?.subscription_item_details?.subscription_item === item.id &&
      period.end === item.current_period_end &&
      amount > 0,
  );
  return billed && { invoice: billed.invoice, invoice_line_items: [billed.line.id] };
}
