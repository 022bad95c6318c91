import type { Books } from "../books/books.ts";
import type { InvoiceLine, LineItem } from "../books/shapes.ts";
import { afterDiscounts, takenOff } from "../discounts/take-off.ts";
import { lineOf } from "../invoices/new-line.ts";
import { priceJson } from "../products/new-price.ts";
import { nameOf } from "../subscriptions/bills/plan-lines.ts";
import { taxed, taxIn } from "../taxes/line-taxes.ts";
import { onceItem } from "./once-item.ts";
import type { Order } from "./order.ts";

/** What each line comes to. What renews is free while a trial lasts. */
export function lineItems(books: Books, order: Order): LineItem[] {
  const onAll = (order.subscription?.default_tax_rates ?? []).flatMap(
    (rate) => books.taxRates.find(rate) ?? [],
  );
  const bills = afterDiscounts(books, billLines(books, order), order.discounts).map((line) =>
    taxed(books, line, onAll),
  );
  return order.lines.map(({ id, price: named, quantity, adjustable, metadata }, place) => {
    const price = books.prices.get(named, { param: "price" });
    const bill = bills[place];
    const amount = bill?.amount ?? 0;
    const off = bill ? takenOff(bill) : 0;
    return {
      id,
      object: "item",
      adjustable_quantity: adjustable && { enabled: true, ...adjustable },
      amount_discount: off,
      amount_subtotal: amount,
      amount_tax: bill ? taxIn(bill, "any") : 0,
      amount_total: amount - off + (bill ? taxIn(bill, "exclusive") : 0),
      currency: price.currency,
      description: nameOf(books, price),
      metadata,
      price: priceJson(price),
      quantity,
    };
  });
}

function billLines(books: Books, order: Order): InvoiceLine[] {
  const trial = hasTrial(order);
  return order.lines.map((line) => {
    const bill = lineOf(line.id, "", onceItem(books, "", line));
    const free = trial && books.prices.find(line.price)?.recurring;
    return free ? { ...bill, amount: 0 } : bill;
  });
}

function hasTrial({ subscription }: Order): boolean {
  return subscription?.trial_end !== undefined || subscription?.trial_period_days !== undefined;
}

export function totalsOf(lines: LineItem[]) {
  const sum = (amountOf: (line: LineItem) => number) =>
    lines.reduce((all, line) => all + amountOf(line), 0);
  return {
    amount_subtotal: sum((line) => line.amount_subtotal),
    amount_total: sum((line) => line.amount_total),
    total_details: {
      amount_discount: sum((line) => line.amount_discount),
      amount_shipping: 0,
      amount_tax: sum((line) => line.amount_tax),
    },
  };
}
