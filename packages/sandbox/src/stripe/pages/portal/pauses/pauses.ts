import type { Subscription } from "../../../books/shapes.ts";
import { later } from "../../../calendar.ts";
import { keepChange } from "../../../subscriptions/keep-change.ts";
import { byPerson } from "../../by-person.ts";
import { planName } from "../../plan-name.ts";
import { afterFlow } from "../after-flow.ts";
import type { Desk } from "../desk.ts";
import { may } from "../permits.ts";
import type { Visit } from "../visit.ts";
import { pausePage, unpausePage } from "./pause-page.ts";

/** Letting plans rest: their bills are void until they go on. */
export function pauses({ books, shows, takes }: Desk) {
  shows("/plans/:id/pause", ({ visit, id }) => {
    const plan = may(visit, "pause", id);
    return plan && pausePage(visit, plan, planName(books, plan));
  });
  takes("/plans/:id/pause", ({ visit, id, form }) => {
    const plan = may(visit, "pause", id);
    const until = plan && endOfPause(visit, form.get("duration"));
    if (!plan || until === undefined) return undefined;
    keep(plan, { behavior: "void", resumes_at: until });
    return afterFlow(books, visit, "subscription_pause", "pause");
  });
  shows("/plans/:id/unpause", ({ visit, id }) => {
    const plan = may(visit, "unpause", id);
    return plan && unpausePage(visit, plan, planName(books, plan));
  });
  takes("/plans/:id/unpause", ({ visit, id }) => {
    const plan = may(visit, "unpause", id);
    if (!plan) return undefined;
    keep(plan, null);
    return { to: `${visit.root}/home?done=unpause` };
  });

  function keep(plan: Subscription, pause: Subscription["pause_collection"]) {
    books.together(() => keepChange(books, plan, { ...plan, pause_collection: pause }, byPerson()));
  }
}

/** A time, null where somebody has to end it, or nothing where that was not offered. */
function endOfPause({ configuration, now }: Visit, chosen: string | null) {
  const { duration } = configuration.features.subscription_pause;
  if (duration.type === "indefinite") return null;
  const option = duration.interval_options[Number(chosen ?? Number.NaN)];
  return option && later(now, option.interval, option.interval_count);
}
