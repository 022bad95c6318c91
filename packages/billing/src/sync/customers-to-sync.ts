import { customersOfOurs, type Database } from "@portico/db";
import type Stripe from "stripe";
import { organizationNamedIn } from "../from-stripe/customer.ts";
import { patiently, type PatientNeeds } from "./patiently.ts";

export interface CustomersNeeds extends PatientNeeds {
  db: Database;
  stripe: Pick<Stripe, "customers">;
}

/** Those that name an organization at Stripe, and those that did as far as we know, deleted ones among them. In the order of their ids. */
export async function customersToSync(needs: CustomersNeeds): Promise<string[]> {
  const ids = new Set(await customersOfOurs(needs.db));
  for await (const { id, metadata } of listedCustomers(needs))
    if (organizationNamedIn(metadata) !== null) ids.add(id);
  return [...ids].toSorted();
}

/** A page is asked for again where Stripe did not answer, and not the whole list. */
async function* listedCustomers(needs: CustomersNeeds): AsyncGenerator<Stripe.Customer> {
  let after: string | undefined;
  do {
    const wish = { limit: 100, ...(after !== undefined && { starting_after: after }) };
    const page = await patiently(needs, () => needs.stripe.customers.list(wish));
    yield* page.data;
    after = page.has_more ? page.data.at(-1)?.id : undefined;
  } while (after !== undefined);
}
