import type { Visit } from "./visit.ts";

/** The page a deep link opens, or nothing when it opens the portal itself. */
export function landing({ link, subscriptions }: Visit): string | undefined {
  if (link.flow?.type === "payment_method_update") return "cards/new";
  const named = link.flow?.subscription_cancel?.subscription;
  const plan = subscriptions.find(({ id }) => id === named);
  return plan?.cancel_at === null && plan.ended_at === null ? `plans/${plan.id}/cancel` : undefined;
}

/** Where a person goes once the change is made: where the deep link says, else home. */
export function afterFlow({ link, root }: Visit, flow: string, done: string): string {
  const home = `${root}/home?done=${done}`;
  if (link.flow?.type !== flow) return home;
  const { type, redirect } = link.flow.after_completion;
  if (type === "hosted_confirmation") return `${root}/done`;
  return type === "redirect" && redirect ? redirect.return_url : home;
}
