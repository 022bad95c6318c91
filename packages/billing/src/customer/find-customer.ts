import type Stripe from "stripe";
import { ORGANIZATION_KEY, organizationNamedIn } from "../from-stripe/customer.ts";
import { askStripe } from "../stripe/ask-stripe.ts";

/** The customer at Stripe that names the organization; of several, the first that was made. */
export async function findCustomer(
  { customers }: Pick<Stripe, "customers">,
  organization: string,
): Promise<string | undefined> {
  const query = `metadata["${ORGANIZATION_KEY}"]:${JSON.stringify(organization)}`;
  const { data } = await askStripe(() => customers.search({ query, limit: 100 }));
  // Stripe's search makes no difference between large and small letters.
  const theirs = data.filter(({ metadata }) => organizationNamedIn(metadata) === organization);
  const [first] = theirs.toSorted((one, other) => one.created - other.created);
  return first?.id;
}
