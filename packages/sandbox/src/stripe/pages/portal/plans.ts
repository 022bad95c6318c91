import type { Desk } from "./desk.ts";
import { afterFlow } from "./landing.ts";
import { cancelPlan, renewPlan } from "./plan-changes.ts";
import { cancelPage, renewPage } from "./plan-pages.ts";
import { planName, type Visit } from "./visit.ts";

/** Ending plans, and letting them go on. */
export function plans({ books, shows, takes }: Desk) {
  shows("/plans/:id/cancel", ({ visit, id }) => {
    const plan = planIn(visit, id);
    return plan?.cancel_at === null ? cancelPage(visit, plan, planName(books, plan)) : undefined;
  });
  takes("/plans/:id/cancel", ({ visit, id, form }) => {
    const plan = planIn(visit, id);
    if (plan?.cancel_at !== null) return undefined;
    cancelPlan(books, visit, plan, form.get("feedback"));
    return { to: afterFlow(visit, "subscription_cancel", "cancel") };
  });
  shows("/plans/:id/renew", ({ visit, id }) => {
    const plan = planIn(visit, id);
    return plan?.cancel_at ? renewPage(visit, plan, planName(books, plan)) : undefined;
  });
  takes("/plans/:id/renew", ({ visit, id }) => {
    const plan = planIn(visit, id);
    if (!plan?.cancel_at) return undefined;
    renewPlan(books, plan);
    return { to: `${visit.root}/home?done=renew` };
  });
}

/** The plan a page is about, while it runs and the portal lets people end it. */
function planIn({ configuration, subscriptions }: Visit, named: string) {
  if (!configuration.features.subscription_cancel.enabled) return undefined;
  return subscriptions.find(({ id, ended_at }) => id === named && ended_at === null);
}
