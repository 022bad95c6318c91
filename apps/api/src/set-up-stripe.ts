import { applyPlans } from "@portico/billing/plans";
import { applyPortal, type Portal } from "@portico/billing/portal";
import type Stripe from "stripe";
import { catalog } from "./catalog.ts";
import { portal } from "./portal.ts";

/** What is sold comes first: the portal offers it. */
export async function setUpStripe(stripe: Stripe, applied: Portal = portal) {
  await applyPlans(stripe, catalog);
  await applyPortal(stripe, applied);
}
