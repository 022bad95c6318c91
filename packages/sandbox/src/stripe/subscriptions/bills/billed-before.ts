import type { Books } from "../../books/books.ts";
import { idOf } from "../../books/id-of.ts";
import type { InvoiceLine, Subscription, SubscriptionItem } from "../../books/shapes.ts";
import { takenOff } from "../../discounts/take-off.ts";
import type { Period } from "../../invoices/new-invoice.ts";

export interface Cost {
  amount: number;
  period: Period;
}

/** What was asked for this period last, on a bill or waiting for one, less what was taken off it. */
export function lastBilled(
  books: Books,
  plan: Subscription,
  item: SubscriptionItem,
): Cost | undefined {
  const waiting = books.invoiceItems
    .of(idOf(plan.customer))
    .findLast(
      ({ amount, invoice, parent, period }) =>
        invoice === null &&
        parent?.subscription_details?.subscription_item === item.id &&
        period.end === item.current_period_end &&
        amount > 0,
    );
  const billed = waiting ? undefined : lineBilledBefore(books, item)?.line;
  return billed ? { ...billed, amount: billed.amount - takenOff(billed) } : waiting;
}

/** Where it stands on a bill, so that what is given back can name it. */
export function billedBefore(books: Books, item: SubscriptionItem) {
  const billed = lineBilledBefore(books, item);
  return billed && { invoice: billed.invoice, invoice_line_items: [billed.line.id] };
}

function lineBilledBefore(books: Books, item: SubscriptionItem) {
  const owner = books.subscriptions.find(item.subscription)?.customer;
  const lines = books.invoices
    .of(owner ? idOf(owner) : "")
    .flatMap(({ id, lines: { data } }) => data.map((line) => ({ invoice: id, line })));
  return lines.findLast(
    ({ line }) =>
      itemIn(books, line) === item.id &&
      line.period.end === item.current_period_end &&
      line.amount > 0,
  );
}

/** The plan's item a line is for, on its own or by what waited to be billed. */
export function itemIn({ invoiceItems }: Books, { parent }: InvoiceLine): string | undefined {
  const waited = invoiceItems.find(parent?.invoice_item_details?.invoice_item ?? "");
  return (
    parent?.subscription_item_details?.subscription_item ??
    waited?.parent?.subscription_details?.subscription_item
  );
}
