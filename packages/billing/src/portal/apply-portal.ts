import type Stripe from "stripe";
import type { Portal } from "./description.ts";
import { planPortal, type PortalStep } from "./plan-portal.ts";
import { HASH_KEY } from "./wanted-configuration.ts";

export async function applyPortal(stripe: Stripe, portal: Portal) {
  for (const step of await planPortal(stripe, portal)) await applyPortalStep(stripe, step);
}

/** Takes one step. Two who take it at once make one configuration, because they ask with one key. */
export async function applyPortalStep(stripe: Stripe, step: PortalStep): Promise<string> {
  switch (step.does) {
    case "nothing":
      return step.id;
    case "change": {
      await stripe.billingPortal.configurations.update(step.id, { ...step.wanted, active: true });
      return step.id;
    }
    case "create": {
      const { name, wanted } = step;
      const made = await stripe.billingPortal.configurations.create(wanted, {
        idempotencyKey: `portico-portal-${name}-${wanted.metadata?.[HASH_KEY]}`,
      });
      return made.id;
    }
  }
}
