import type { Subscription } from "../../../books/shapes.ts";
import { takeBack } from "../../../schedules/change-later.ts";
import { cancelAtEnd, withWords } from "../../../subscriptions/cancel.ts";
import { keepChange } from "../../../subscriptions/keep-change.ts";
import { stopPlan } from "../../../subscriptions/stop-plan.ts";
import { byPerson } from "../../by-person.ts";
import { planName } from "../../plan-name.ts";
import { afterFlow } from "../after-flow.ts";
import type { Desk } from "../desk.ts";
import { may } from "../permits.ts";
import type { Visit } from "../visit.ts";
import { cancelPage } from "./cancel-page.ts";
import { offerIn, takeOffer } from "./offer.ts";
import { offerPage } from "./offer-page.ts";
import { renewPage } from "./renew-page.ts";

/** Ending plans, and letting them go on. */
export function endings({ books, shows, takes }: Desk) {
  shows("/plans/:id/cancel", ({ visit, id, query }) => {
    const plan = may(visit, "cancel", id);
    if (!plan) return undefined;
    const offer = query.has("anyway") ? undefined : offerIn(books, visit);
    return offer ? offerPage(visit, plan, offer) : cancelPage(visit, plan, planName(books, plan));
  });
  takes("/plans/:id/cancel", ({ visit, id, form }) => {
    const plan = may(visit, "cancel", id);
    if (!plan) return undefined;
    end(visit, plan, form);
    return afterFlow(books, visit, "subscription_cancel", "cancel");
  });
  takes("/plans/:id/stay", ({ visit, id }) => {
    const plan = may(visit, "cancel", id);
    const offer = offerIn(books, visit);
    if (!plan || !offer) return undefined;
    takeOffer(books, plan, offer);
    return afterFlow(books, visit, "subscription_cancel", "stay");
  });
  shows("/plans/:id/renew", ({ visit, id }) => {
    const plan = may(visit, "renew", id);
    return plan && renewPage(visit, plan, planName(books, plan));
  });
  takes("/plans/:id/renew", ({ visit, id }) => {
    const plan = may(visit, "renew", id);
    if (!plan) return undefined;
    const renewed = cancelAtEnd({ ...plan, cancel_at_period_end: true }, false, books.now());
    books.together(() => keepChange(books, plan, renewed, byPerson()));
    return { to: `${visit.root}/home?done=renew` };
  });

  /** As the configuration says, with the reason if it is one that was offered. */
  function end({ configuration }: Visit, plan: Subscription, form: URLSearchParams) {
    const rules = configuration.features.subscription_cancel;
    const { enabled, options } = rules.cancellation_reason;
    const feedback = options.find((option) => option === form.get("feedback"));
    const comment = form.get("comment")?.trim().slice(0, LONGEST_COMMENT);
    const said = { ...(feedback && { feedback }), ...(comment && { comment }) };
    const prorate = rules.proration_behavior !== "none";
    const bill = rules.proration_behavior === "always_invoice";
    const cause = byPerson();
    books.together(() => {
      const free = takeBack(books, plan, cause);
      const told = withWords(free, enabled ? said : undefined);
      return rules.mode === "immediately"
        ? stopPlan(books, told, { prorate, bill }, cause)
        : keepChange(books, free, cancelAtEnd(told, true, books.now()), cause);
    });
  }
}

const LONGEST_COMMENT = 1000;
