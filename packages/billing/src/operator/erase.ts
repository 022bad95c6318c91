import {
  customersEverOf,
  type Database,
  erasePersonalData,
  giveBackLease,
  holdsLease,
  keepAuditEntries,
  knowsOrganization,
  type Lease,
  takeLease,
} from "@portico/db";
import { z } from "zod";
import { requireKnown } from "../history/explain.ts";
import { Refused } from "../reasons.ts";

export const eraseWish = z.strictObject({ organization: z.string().min(1) });

export interface EraseNeeds {
  db: Database;
  now(): Date;
}

const LEASE_MS = 60_000;

/**
 * Removes what is about people, and keeps amounts, plans and dates. What Stripe and Clerk still know comes back with
 * their next word, for our rows say what they say: so the answer tells what has to be deleted there.
 */
export async function erase(
  needs: EraseNeeds,
  { organization }: z.infer<typeof eraseWish>,
  by: { actor: string; requestId: string },
) {
  const { db } = needs;
  await requireKnown({ knowsOrganization: (id) => knowsOrganization(db, id) }, organization);
  const customers = await customersEverOf(db, organization);
  const leases = await takeLeases(needs, customers);
  try {
    const removed = await db.transaction(async (tx) => {
      for (const lease of leases) if (!(await holdsLease(tx, lease))) throw busy();
      const removed = await erasePersonalData(tx, organization, customers);
      await keepAuditEntries(tx, [
        {
          at: needs.now(),
          organizationId: organization,
          action: "organization.erase",
          outcome: "done",
          address: by.actor,
          requestId: by.requestId,
        },
      ]);
      return removed;
    });
    return { organization, removed, remains: remains(organization, customers) };
  } finally {
    for (const lease of leases) await giveBackLease(db, lease, needs.now());
  }
}

/** Whoever projects a customer meanwhile would write down again what is being erased. */
async function takeLeases({ db, now }: EraseNeeds, customers: string[]): Promise<Lease[]> {
  const leases: Lease[] = [];
  for (const customer of customers) {
    const lease = await takeLease(db, customer, now(), new Date(now().getTime() + LEASE_MS));
    if (lease) leases.push(lease);
    else {
      for (const taken of leases) await giveBackLease(db, taken, now());
      throw busy();
    }
  }
  return leases;
}

function busy(): Refused {
  return new Refused("TOO_MANY_REQUESTS", {
    message: "Stripe's news about this organization is being worked on. Try again in a minute.",
  });
}

function remains(organization: string, customers: string[]): string[] {
  return [
    "Amounts, plans, dates and ids stay here, so that totals add up and past answers can be explained.",
    `Clerk still knows ${organization} and its members. Delete them there, or they come back with Clerk's next word.`,
    ...customers.map(
      (customer) =>
        `Stripe still knows customer ${customer}. Delete it there, or its cards come back with Stripe's next word; that ends its subscriptions.`,
    ),
    ...(customers.length === 0
      ? []
      : [
          "Stripe keeps invoices and payments of deleted customers, and redacts them when asked to.",
        ]),
  ];
}
