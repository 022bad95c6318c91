import {
  customersEverOf,
  type Database,
  erasePersonalData,
  giveBackLeases,
  heldLeases,
  keepAuditEntries,
  knowsOrganization,
  type Lease,
  takeLeases,
} from "@portico/db";
import { z } from "zod";
import { requireKnown } from "../history/explain.ts";
import { LEASE_MS } from "../leases.ts";
import { Refused } from "../reasons.ts";

export const eraseWish = z.strictObject({ organization: z.string().min(1) });

export interface EraseNeeds {
  db: Database;
  now(): Date;
}

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
  const leases = await leasesOn(needs, customers);
  try {
    const removed = await db.transaction(async (tx) => {
      if ((await heldLeases(tx, leases)).size < leases.length) throw busy();
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
    await giveBackLeases(db, leases, needs.now());
  }
}

/** Whoever projects a customer meanwhile would write down again what is being erased. */
async function leasesOn({ db, now }: EraseNeeds, customers: string[]): Promise<Lease[]> {
  const leases = await takeLeases(db, customers, now(), new Date(now().getTime() + LEASE_MS));
  if (leases.length === customers.length) return leases;
  await giveBackLeases(db, leases, now());
  throw busy();
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
