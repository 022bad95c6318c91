import {
  announce,
  type Database,
  forgetCustomer,
  holdsLease,
  keepCustomer,
  type Lease,
  markDone,
  replaceInvoices,
  replacePaymentMethods,
  replaceSubscriptions,
} from "@portico/db";
import type Stripe from "stripe";
import { type Answer, idOf, rowsFromStripe } from "./from-stripe.ts";

export type StripeReads = Pick<
  Stripe,
  "customers" | "subscriptions" | "invoices" | "paymentMethods" | "products"
>;

export interface ProjectCustomerNeeds {
  db: Database;
  stripe: StripeReads;
  now(): Date;
}

export class LostLease extends Error {
  constructor(customer: string) {
    super(
      `The lease on ${customer} was lost while Stripe was asked; whoever has it now does the work.`,
    );
  }
}

/**
 * Makes our rows say what Stripe says about one customer, and settles the letters that were open before the question.
 * Asks first, then writes in one transaction that only the holder of the lease can commit.
 */
export async function projectCustomer(
  needs: ProjectCustomerNeeds,
  lease: Lease,
  letters: string[],
) {
  const answer = await askAbout(needs.stripe, lease.subject);
  await needs.db.transaction(async (tx) => {
    if (!(await holdsLease(tx, lease))) throw new LostLease(lease.subject);
    if (answer) await writeCustomer(tx, answer, needs.now());
    else await removeCustomer(tx, lease.subject);
    for (const letter of letters) await markDone(tx, letter, needs.now());
  });
}

async function writeCustomer(tx: Database, answer: Answer, now: Date) {
  const { id } = answer.customer;
  const rows = rowsFromStripe(answer);
  const isOurs =
    rows.organization !== null &&
    (await keepCustomer(tx, { organizationId: rows.organization, id, projectedAt: now }));
  if (!isOurs) return removeCustomer(tx, id);
  await replaceSubscriptions(tx, id, rows.subscriptions, rows.items);
  await replaceInvoices(tx, id, rows.invoices);
  await replacePaymentMethods(tx, id, rows.paymentMethods);
  await announce(tx, rows.organization === null ? [] : [rows.organization]);
}

async function removeCustomer(tx: Database, id: string) {
  await replaceSubscriptions(tx, id, [], []);
  await replaceInvoices(tx, id, []);
  await replacePaymentMethods(tx, id, []);
  await forgetCustomer(tx, id);
}

/** Nothing when the customer was deleted. */
async function askAbout(stripe: StripeReads, id: string): Promise<Answer | undefined> {
  const customer = await stripe.customers.retrieve(id);
  if (customer.deleted) return undefined;
  const [subscriptions, invoices, paymentMethods] = await Promise.all([
    readAll(stripe.subscriptions.list({ customer: id, status: "all", limit: 100 })),
    readAll(stripe.invoices.list({ customer: id, limit: 100 })),
    readAll(stripe.paymentMethods.list({ customer: id, limit: 100 })),
  ]);
  return {
    customer,
    subscriptions,
    invoices,
    paymentMethods,
    plans: await askPlans(stripe, subscriptions),
  };
}

async function askPlans(
  stripe: StripeReads,
  subscriptions: Stripe.Subscription[],
): Promise<Map<string, string>> {
  const items = subscriptions.flatMap((each) => each.items.data);
  const ids = [...new Set(items.map((item) => idOf(item.price.product)))];
  const plans = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 100)
    for (const product of await readAll(
      stripe.products.list({ ids: ids.slice(at, at + 100), limit: 100 }),
    ))
      plans.set(product.id, product.name);
  return plans;
}

async function readAll<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}
