import { applyPlans, type Catalog } from "@portico/billing/plans";
import { applyPortal, type Portal } from "@portico/billing/portal";
import type Stripe from "stripe";

/** What is sold comes first: the portal offers it. */
export async function setUpStripe(stripe: Stripe, catalog: Catalog, portal: Portal) {
  await applyPlans(stripe, catalog);
  await applyPortal(stripe, portal);
}
