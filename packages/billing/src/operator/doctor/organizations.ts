import type { Several } from "@portico/db";
import { RUNNING } from "../../subscription/status.ts";
import { count } from "../../words/index.ts";
import { type Finding, listed, worthKnowing, wrong } from "./finding.ts";

export interface OrganizationsNeeds {
  organizationsWithSeveralCustomers(): Promise<Several[]>;
  organizationsWithSeveralSubscriptions(statuses: readonly string[]): Promise<Several[]>;
  customersOfNobody(
    statuses: readonly string[],
  ): Promise<{ customers: number; subscribed: number }>;
}

/** Each organization has one customer and one subscription, and each who pays is an organization. */
export async function lookAtOrganizations(needs: OrganizationsNeeds): Promise<Finding[]> {
  const [customers, subscriptions, nobodys] = await Promise.all([
    needs.organizationsWithSeveralCustomers(),
    needs.organizationsWithSeveralSubscriptions(RUNNING),
    needs.customersOfNobody(RUNNING),
  ]);
  return [
    ...customers.map(({ organization, ids }) =>
      wrong(
        `${ids.length} customers at Stripe name ${organization}: ${listed(ids)}. The first one counts.`,
        "Take portico_organization out of the metadata of the others, or delete them at Stripe.",
      ),
    ),
    ...subscriptions.map(({ organization, ids }) =>
      wrong(
        `${organization} has ${ids.length} live subscriptions: ${listed(ids)}. It may pay twice.`,
        "Cancel the one that is not meant, in Stripe's dashboard.",
      ),
    ),
    ...lookAtNobodys(nobodys),
  ];
}

function lookAtNobodys({ customers, subscribed }: { customers: number; subscribed: number }) {
  if (customers === 0) return [];
  const say = subscribed > 0 ? wrong : worthKnowing;
  return [
    say(
      `Without an organization at Stripe: ${count(customers, "customer")}, ${subscribed} of them subscribed.`,
      "Where some are yours, link them to their organizations: portico link plan.",
    ),
  ];
}
