import type Stripe from "stripe";
import type { Portal } from "../../portal/description.ts";
import { planPortal } from "../../portal/plan-portal.ts";
import { type Finding, wrong } from "./finding.ts";

export interface PortalInStepNeeds {
  stripe: Stripe;
  portal: Portal;
}

/** Stripe's portal is what the code says. */
export async function lookAtPortal({ stripe, portal }: PortalInStepNeeds): Promise<Finding[]> {
  const steps = await planPortal(stripe, portal);
  return steps.flatMap((step) => {
    if (step.does === "nothing") return [];
    const state = step.does === "create" ? "not at Stripe yet" : "not at Stripe as the code says";
    return [
      wrong(
        `The portal configuration "${step.name}" is ${state}.`,
        "See what differs: portico portal plan. Make it so: portico portal apply.",
      ),
    ];
  });
}
