import type { PricePaid } from "@portico/db";
import type Stripe from "stripe";
import type { Catalog } from "../../plans/catalog.ts";
import { planOf } from "../../plans/plan-of.ts";
import { planPlans } from "../../plans/plan-plans.ts";
import { type Finding, listed, wrong } from "./finding.ts";

export interface PlansNeeds {
  stripe: Stripe;
  catalog: Catalog;
  /** What somebody is subscribed to. */
  pricesPaid(): Promise<PricePaid[]>;
}

/** Stripe sells what the code says, and every price that somebody pays is a plan's. */
export async function lookAtPlans(needs: PlansNeeds): Promise<Finding[]> {
  const [steps, prices] = await Promise.all([
    planPlans(needs.stripe, needs.catalog),
    needs.pricesPaid(),
  ]);
  const differing = steps.filter((step) =>
    [...step.products, ...step.prices].some(({ does }) => does !== "nothing"),
  );
  return [
    ...differing.map(({ name }) =>
      wrong(
        `What is sold as "${name}" is not at Stripe as the code says.`,
        "See what differs: portico plans plan. Make it so: portico plans apply.",
      ),
    ),
    ...prices.filter((each) => isUnknown(needs.catalog, each)).map(unknown),
  ];
}

function isUnknown(catalog: Catalog, { price, product, plan }: PricePaid): boolean {
  const planByProduct = new Map(plan === null ? [] : [[product, plan]]);
  return planOf(catalog, { price, product }, planByProduct) === null;
}

function unknown({ price, product, organizations }: PricePaid): Finding {
  return wrong(
    `No plan is sold at ${price} of ${product}, which ${listed(organizations)} ${organizations.length === 1 ? "pays" : "pay"}: nothing is kept from them.`,
    `Name ${price} or ${product} among what a plan honours, in the catalog.`,
  );
}
