import type Stripe from "stripe";
import { read } from "./kinds.ts";
import { readAll } from "./read-all.ts";
import type { Reading } from "./reading.ts";
import type { Told } from "./told.ts";

export type StripeReads = Pick<
  Stripe,
  | "charges"
  | "creditNotes"
  | "customers"
  | "disputes"
  | "invoices"
  | "paymentMethods"
  | "products"
  | "refunds"
  | "subscriptionItems"
  | "subscriptions"
>;

/** With all its items, where Stripe showed the first alone. */
export async function wholeSubscription(
  stripe: StripeReads,
  reading: Reading,
  each: Stripe.Subscription,
): Promise<Told> {
  if (!each.items.has_more) return read("subscription", each);
  const data = await readAll(reading, (page) =>
    stripe.subscriptionItems.list({ ...page, subscription: each.id }),
  );
  return read("subscription", { ...each, items: { data } });
}

/** With all its lines, where Stripe showed the first alone. */
export async function wholeInvoice(
  stripe: StripeReads,
  reading: Reading,
  each: Stripe.Invoice,
): Promise<Told> {
  if (!each.lines.has_more) return read("invoice", each);
  const data = await readAll(reading, (page) => stripe.invoices.listLineItems(each.id, page));
  return read("invoice", { ...each, lines: { data } });
}
