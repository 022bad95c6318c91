import type Stripe from "stripe";
import { expect } from "vitest";
import { idOf } from "../books/id-of.ts";
import { LASTING_PERCENT } from "../testing/shop.ts";

/** A change of items that was asked for and granted. */
export interface Change {
  plan: Stripe.Subscription;
  at: number;
  after: Stripe.Subscription;
  /** Whether the difference was to be billed. */
  billed: boolean;
}

/** What is asked of a customer for one item and a while, or given back, on a bill or waiting for one. */
export interface Share {
  id: string;
  item: string;
  start: number;
  end: number;
  net: number;
  givesBack: boolean;
}

/** All shares of a plan, oldest first. */
export async function sharesOf(
  stripe: Stripe,
  { id, customer }: Pick<Stripe.Subscription, "id" | "customer">,
): Promise<Share[]> {
  const about = { customer: idOf(customer), limit: 100 };
  const waited = await stripe.invoiceItems.list(about).autoPagingToArray({ limit: 1000 });
  const invoices = await stripe.invoices.list(about).autoPagingToArray({ limit: 1000 });
  const own = waited.filter(({ parent }) => parent?.subscription_details?.subscription === id);
  const items = new Map(
    own.map((each) => [each.id, each.parent?.subscription_details?.subscription_item ?? ""]),
  );
  const billed = invoices.toReversed().flatMap(({ lines }) =>
    lines.data.flatMap((line) => {
      const { invoice_item_details: waiting, subscription_item_details: direct } =
        line.parent ?? {};
      const item = items.get(waiting?.invoice_item ?? "") ?? direct?.subscription_item;
      const plan = waiting?.subscription ?? direct?.subscription;
      const off = (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
      const share = { ...line, id: waiting?.invoice_item ?? line.id, amount: line.amount - off };
      return plan === id && item ? [shareOf(share, item)] : [];
    }),
  );
  const waiting = own.filter(({ invoice }) => invoice === null);
  return [
    ...billed,
    ...waiting.toReversed().map((each) => shareOf(each, items.get(each.id) ?? "")),
  ];
}

type Told = Pick<Stripe.InvoiceItem, "id" | "amount" | "description" | "period">;

function shareOf({ id, amount, description, period }: Told, item: string): Share {
  const givesBack = description?.startsWith("Unused time") ?? false;
  return { id, item, ...period, net: amount, givesBack };
}

/** What was billed last for the time that is left comes back; what is to come is asked for, to the cent. */
export function expectFairShares(change: Change, before: Share[], after: Share[]) {
  const { plan, at } = change;
  const known = new Set(before.map(({ id }) => id));
  const made = after.filter(({ id }) => !known.has(id));
  const told = made.map(({ item, net, start, end }) => ({ item, net, start, end }));
  const fair = itemsOf(change).flatMap((id) => {
    const [was, is] = [itemIn(plan, id), itemIn(change.after, id)];
    if (!isDue(change, was, is)) return [];
    return [
      ...(was && change.billed ? givenBack(was, before, at) : []),
      ...(is ? [{ item: id, net: ahead(change, is), start: at, end: is.current_period_end }] : []),
    ];
  });
  expect(told).toEqual(fair);
}

export function itemsOf({ plan, after }: Change): string[] {
  const all = [...plan.items.data, ...after.items.data];
  return [...new Set(all.map(({ id }) => id))];
}

type Item = Stripe.SubscriptionItem | undefined;

export function itemIn({ items }: Stripe.Subscription, id: string): Item {
  return items.data.find((each) => each.id === id);
}

/** Whether anything is billed for a change of this item. A new period always is. */
export function isDue({ plan, after, billed }: Change, was: Item, is: Item): boolean {
  if (after.status === "trialing" || plan.status === "trialing") return false;
  if (!billed) return is !== undefined && rhythmOf(plan) !== rhythmOf(after);
  return was?.price.id !== is?.price.id || was?.quantity !== is?.quantity;
}

function rhythmOf({ items }: Stripe.Subscription) {
  return items.data[0]?.price.recurring?.interval;
}

function givenBack(
  { id, current_period_end: end }: Stripe.SubscriptionItem,
  all: Share[],
  at: number,
) {
  const last = all.findLast((each) => each.item === id && each.end === end && !each.givesBack);
  if (!last) return [];
  const net = -Math.round((last.net * (end - at)) / (end - last.start));
  return [{ item: id, net, start: at, end }];
}

function ahead({ after, at }: Change, item: Stripe.SubscriptionItem): number {
  const { price, quantity = 1, current_period_start: start, current_period_end: end } = item;
  const cost = (price.unit_amount ?? 0) * quantity;
  const lasting = after.discounts.some((each) => typeof each === "object" && each.end !== null);
  const net = cost - (lasting ? Math.round((cost * LASTING_PERCENT) / 100) : 0);
  return Math.round((net * (end - at)) / (end - start));
}
