import { customersOfOurs, type Database } from "@portico/db";
import type Stripe from "stripe";
import { organizationNamedIn } from "../from-stripe/customer.ts";
import { listed } from "./listed.ts";
import type { PatientNeeds } from "./patiently.ts";

export interface CustomersNeeds extends PatientNeeds {
  db: Database;
  stripe: Pick<Stripe, "customers">;
}

/** Those that name an organization at Stripe, and those that did as far as we know, deleted ones among them. In the order of their ids. */
export async function customersToSync(needs: CustomersNeeds): Promise<string[]> {
  const ids = new Set(await customersOfOurs(needs.db));
  for await (const { id, metadata } of listed(needs, (page) => needs.stripe.customers.list(page)))
    if (organizationNamedIn(metadata) !== null) ids.add(id);
  return [...ids].toSorted();
}
