import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import { newId } from "../../books/ids.ts";
import type { InvoiceLine, Price, Subscription, SubscriptionItem } from "../../books/shapes.ts";
import { periodsSince } from "../../calendar.ts";
import { newLine } from "../../invoices/new-line.ts";
import { money } from "../../money.ts";

/** What each item costs for the period it is in. */
export function periodLines(books: Books, plan: Subscription) {
  return linesOf(plan, (item) => ({
    amount: costOf(item),
    description: `${item.quantity ?? 1} × ${nameOf(books, item.price)} (at ${rate(item.price)})`,
  }));
}

/** The same for each period since the plan began, where it began in the past. */
export function linesSinceStart(books: Books, plan: Subscription) {
  const now = books.now();
  return (invoice: string): InvoiceLine[] =>
    plan.items.data.flatMap((item) => {
      const { recurring } = item.price;
      const periods = recurring ? periodsSince(plan.start_date, now, recurring) : [];
      return periods.flatMap(({ start, end }) => {
        const then = { ...item, current_period_start: start, current_period_end: end };
        return periodLines(books, { ...plan, items: { ...plan.items, data: [then] } })(invoice);
      });
    });
}

export function trialLines(books: Books, plan: Subscription) {
  return linesOf(plan, (item) => ({
    amount: 0,
    description: `Trial period for ${nameOf(books, item.price)}`,
  }));
}

type Cost = Pick<InvoiceLine, "amount"> & { description: string };

function linesOf(plan: Subscription, cost: (item: SubscriptionItem) => Cost) {
  return (invoice: string): InvoiceLine[] =>
    plan.items.data.map((item) =>
      newLine({
        id: newId("il"),
        invoice,
        item,
        ...cost(item),
        period: periodOf(item),
        proration: false,
      }),
    );
}

export function costOf({
  price,
  quantity = 1,
}: Pick<SubscriptionItem, "price" | "quantity">): number {
  return Math.round(Number(price.unit_amount_decimal ?? 0) * quantity);
}

/** A period of all items, before anything is taken off. */
export function subtotalOf(items: SubscriptionItem[]) {
  const amount = items.reduce((sum, item) => sum + costOf(item), 0);
  return { amount, currency: items[0]?.price.currency ?? "usd" };
}

export function periodOf(item: SubscriptionItem) {
  return { start: item.current_period_start, end: item.current_period_end };
}

export function nameOf(books: Books, { product }: Price): string {
  return books.products.find(idOf(product))?.name ?? "plan";
}

function rate({ unit_amount: amount, currency, recurring }: Price): string {
  const { interval = "month", interval_count: count = 1 } = recurring ?? {};
  const every = count === 1 ? `/ ${interval}` : `every ${count} ${interval}s`;
  return `${money(amount ?? 0, currency)} ${every}`;
}
