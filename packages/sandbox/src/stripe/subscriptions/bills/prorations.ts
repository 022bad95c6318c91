import type { Books, Cause } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import { newId } from "../../books/ids.ts";
import type { InvoiceLine, Subscription, SubscriptionItem } from "../../books/shapes.ts";
import { dayOf } from "../../calendar.ts";
import { discountsOnBill, isForOne } from "../../discounts/plan-discounts.ts";
import { afterDiscounts, takenOff, wholeOf } from "../../discounts/take-off.ts";
import { invoiceItemJson } from "../../invoices/item-json.ts";
import type { Period } from "../../invoices/new-invoice.ts";
import { newLine } from "../../invoices/new-line.ts";
import { billedBefore, type Cost, itemIn, lastBilled } from "./billed-before.ts";
import { costOf, nameOf, periodLines, periodOf } from "./plan-lines.ts";

/** What a change in the middle of a period gives back or costs more. */
export interface Proration {
  item: SubscriptionItem;
  amount: number;
  description: string;
  period: Period;
  credits?: { invoice: string; invoice_line_items: string[] } | undefined;
}

/** What was never asked for does not come back. */
export function unused(
  books: Books,
  plan: Subscription,
  item: SubscriptionItem,
  now: number,
): Proration[] {
  const billed = lastBilled(books, plan, item);
  if (!billed) return [];
  return [
    {
      item,
      amount: -shareLeft(billed, now),
      description: `Unused time on ${named(books, item)} after ${dayOf(now)}`,
      period: { start: now, end: item.current_period_end },
      credits: billedBefore(books, item),
    },
  ];
}

export function remaining(
  books: Books,
  plan: Subscription,
  item: SubscriptionItem,
  now: number,
): Proration {
  return {
    item,
    amount: shareLeft(costAhead(books, plan, item), now),
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
      tax_rates: item.tax_rates,
      test_clock: plan.test_clock,
    });
    books.record("invoiceitem.created", invoiceItemJson(kept), cause);
  }
}

function shareLeft({ amount, period: { start, end } }: Cost, now: number): number {
  return Math.round((amount * (end - Math.max(now, start))) / (end - start));
}

/** The whole period, less what discounts take off every bill. */
function costAhead(books: Books, plan: Subscription, item: SubscriptionItem): Cost {
  const lasting = wholeOf(books, discountsOnBill(books, plan)).filter(
    (each) => !isForOne(books, each),
  );
  const lines = afterDiscounts(books, periodLines(books, plan)(""), lasting);
  const line = lines.find((each) => itemIn(books, each) === item.id);
  return { amount: line ? line.amount - takenOff(line) : costOf(item), period: periodOf(item) };
}

function named(books: Books, { price, quantity = 1 }: SubscriptionItem): string {
  return quantity === 1 ? nameOf(books, price) : `${quantity} × ${nameOf(books, price)}`;
}
