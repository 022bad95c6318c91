import type { Html } from "../page.ts";
import { plainPage } from "../page.ts";
import { day } from "../words.ts";
import { wayOut } from "./after-flow.ts";
import type { Going } from "./desk.ts";
import { may } from "./permits.ts";
import type { Visit } from "./visit.ts";

/** The page a deep link opens, or nothing when it opens the portal itself. */
export function landing(visit: Visit): Going | Html | undefined {
  const { flow, link, root } = visit;
  if (link.done) return link.flow?.after_completion.redirect ? usedBefore(visit) : wayOut(visit);
  if (!flow) return undefined;
  if (flow.type === "payment_method_update") return { to: `${root}/cards/new` };
  if (flow.type === "customer_update") return { to: `${root}/details` };
  const { subscription_cancel: cancel, subscription_pause: pause } = flow;
  const { subscription_update: update, subscription_update_confirm: confirm } = flow;
  const plan = (cancel ?? pause ?? update ?? confirm)?.subscription ?? "";
  const step = cancel ? "cancel" : pause ? "pause" : "update";
  if (!may(visit, step, plan)) return impossible(visit, plan);
  return { to: `${root}/plans/${plan}/${confirm ? "update/confirm" : step}` };
}

function usedBefore({ link }: Visit): Html {
  const words = "What this link was for is done already. Nothing was done twice.";
  return plainPage("This is done", words, link.return_url);
}

/** Things change between a link and its click. */
function impossible({ link, subscriptions }: Visit, named: string): Html {
  const plan = subscriptions.find(({ id }) => id === named);
  const ended = plan?.ended_at;
  const end = plan?.cancel_at;
  const words = ended
    ? `This plan ended on ${day(ended)}.`
    : end
      ? `This plan is cancelled already. It ends on ${day(end)}.`
      : "This plan cannot be changed here any more.";
  return plainPage("There is nothing left to do", words, link.return_url);
}
