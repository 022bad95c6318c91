import type { Subscription } from "../../books/shapes.ts";
import type { Visit } from "./visit.ts";

export type Step = keyof typeof STEPS;

/** What can be done with a plan, as far as the configuration and the plan itself allow it. */
const STEPS = {
  cancel: ({ configuration }: Visit, plan: Subscription) =>
    configuration.features.subscription_cancel.enabled && goesOn(plan),
  renew: ({ configuration }: Visit, plan: Subscription) =>
    configuration.features.subscription_cancel.enabled && plan.cancel_at !== null,
  update: ({ configuration, products }: Visit, plan: Subscription) =>
    configuration.features.subscription_update.enabled &&
    products.length > 0 &&
    // Plans of several products can only be cancelled here.
    plan.items.data.length === 1 &&
    CHANGEABLE.has(plan.status) &&
    goesOn(plan) &&
    plan.pause_collection === null,
  pause: ({ configuration }: Visit, plan: Subscription) =>
    configuration.features.subscription_pause.enabled &&
    plan.items.data.length === 1 &&
    plan.status === "active" &&
    goesOn(plan) &&
    plan.pause_collection === null,
  unpause: ({ configuration }: Visit, plan: Subscription) =>
    configuration.features.subscription_pause.enabled && plan.pause_collection !== null,
};

const CHANGEABLE = new Set(["active", "trialing", "past_due"]);

/** The plan of that name, if this may be done with it. */
export function may(visit: Visit, step: Step, named: string): Subscription | undefined {
  return visit.subscriptions.find(
    (plan) => plan.id === named && plan.ended_at === null && STEPS[step](visit, plan),
  );
}

function goesOn({ cancel_at: end }: Subscription): boolean {
  return end === null;
}
