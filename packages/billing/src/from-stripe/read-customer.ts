import type Stripe from "stripe";
import { read } from "./kinds.ts";
import { unlessMissing } from "./missing.ts";
import { readAll } from "./read-all.ts";
import { beginReading, type Clock, type Reading, type Stretch } from "./reading.ts";
import type { Told } from "./told.ts";
import { type StripeReads, wholeInvoice, wholeSubscription } from "./whole.ts";

export interface ReadNeeds extends Clock {
  stripe: StripeReads;
}

/** All there is of a customer, and for when that is certain. */
export interface CustomerRead {
  told: Told[];
  stretch: Stretch;
}

export async function readCustomer(needs: ReadNeeds, id: string): Promise<CustomerRead> {
  const reading = beginReading(needs);
  return { told: await objectsOf(needs.stripe, reading, id), stretch: reading.stretch() };
}

async function objectsOf(stripe: StripeReads, reading: Reading, id: string): Promise<Told[]> {
  const customer = await unlessMissing(reading, stripe.customers.retrieve(id));
  if (!customer) return [];
  reading.heard(customer);
  if (customer.deleted) return [];
  const self = read("customer", customer);
  // Nobody of ours: what it buys is another product's business.
  if (self.says.kind !== "customer" || self.says.organization === null) return [self];

  const lists = await Promise.all([
    subscriptionsOf(stripe, reading, id),
    invoicesOf(stripe, reading, id),
    paymentMethodsOf(stripe, reading, id),
    creditNotesOf(stripe, reading, id),
    moneyBackTo(stripe, reading, id),
  ]);
  return [self, ...discountsIn([customer.discount]), ...lists.flat()];
}

async function subscriptionsOf(stripe: StripeReads, reading: Reading, customer: string) {
  const all = await readAll(reading, (page) =>
    stripe.subscriptions.list({
      ...page,
      customer,
      status: "all",
      expand: ["data.discounts", "data.items.data.discounts"],
    }),
  );
  const told = await Promise.all(all.map((each) => wholeSubscription(stripe, reading, each)));
  const discounts = all.flatMap((each) => [
    ...each.discounts,
    ...each.items.data.flatMap((item) => item.discounts),
  ]);
  return [...told, ...discountsIn(discounts)];
}

async function invoicesOf(stripe: StripeReads, reading: Reading, customer: string) {
  const all = await readAll(reading, (page) => stripe.invoices.list({ ...page, customer }));
  return Promise.all(all.map((each) => wholeInvoice(stripe, reading, each)));
}

async function paymentMethodsOf(stripe: StripeReads, reading: Reading, customer: string) {
  const all = await readAll(reading, (page) => stripe.paymentMethods.list({ ...page, customer }));
  return all.map((each) => read("payment_method", each));
}

async function creditNotesOf(stripe: StripeReads, reading: Reading, customer: string) {
  const all = await readAll(reading, (page) => stripe.creditNotes.list({ ...page, customer }));
  return all.map((each) => read("credit_note", each));
}

/** Refunds and disputes are found by the charges they are about. */
async function moneyBackTo(stripe: StripeReads, reading: Reading, customer: string) {
  const charges = await readAll(reading, (page) =>
    stripe.charges.list({ ...page, customer, expand: ["data.refunds"] }),
  );
  const told = await Promise.all(
    charges.map(async (charge) => [
      ...(await refundsOf(stripe, reading, charge)),
      ...(charge.disputed ? await disputesOf(stripe, reading, charge) : []),
    ]),
  );
  return told.flat();
}

async function refundsOf(stripe: StripeReads, reading: Reading, { id, refunds }: Stripe.Charge) {
  const all = refunds?.has_more
    ? await readAll(reading, (page) => stripe.refunds.list({ ...page, charge: id }))
    : (refunds?.data ?? []);
  return all.map((each) => read("refund", each));
}

async function disputesOf(stripe: StripeReads, reading: Reading, { id }: Stripe.Charge) {
  const all = await readAll(reading, (page) => stripe.disputes.list({ ...page, charge: id }));
  return all.map((each) => read("dispute", each));
}

function discountsIn(named: (string | object | null | undefined)[]): Told[] {
  return named
    .filter((each) => typeof each === "object" && each !== null)
    .map((each) => read("discount", each));
}
