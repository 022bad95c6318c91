import { whenCharged } from "../../../bank/test-cards.ts";
import type { Subscription } from "../../../books/shapes.ts";
import { StripeProblem } from "../../../problem.ts";
import { afterFlow } from "../after-flow.ts";
import type { Desk } from "../desk.ts";
import { may } from "../permits.ts";
import { settling } from "../settling.ts";
import { chargedCard, type Visit } from "../visit.ts";
import { choicesFor } from "./choices.ts";
import { confirmPage } from "./confirm-page.ts";
import { makeChange, type PlanChange, planChange } from "./plan-change.ts";
import { type PlanWish, readWish, type WishProblem } from "./plan-wish.ts";
import { updatePage } from "./update-page.ts";

/** Having another plan, or another number of it. */
export function updates({ books, shows, takes }: Desk) {
  shows("/plans/:id/update", ({ visit, id, query }) => {
    const plan = may(visit, "update", id);
    return plan && choose(visit, plan, query);
  });

  shows("/plans/:id/update/confirm", ({ visit, id, query }) => {
    const plan = may(visit, "update", id);
    if (!plan) return undefined;
    const read = understood(visit, plan, query);
    return "problem" in read
      ? choose(visit, plan, query, read)
      : confirmPage(visit, read.wish, read.change);
  });

  takes("/plans/:id/update/confirm", ({ visit, id, form }) => {
    const plan = may(visit, "update", id);
    if (!plan) return undefined;
    const read = understood(visit, plan, form);
    if ("problem" in read) return choose(visit, plan, form, read);
    const problem = cannotPay(visit, read.change);
    if (problem !== undefined) return confirmPage(visit, read.wish, read.change, problem);
    makeChange(books, read.change);
    return { to: `${visit.root}/plans/${id}/updated` };
  });

  /** The bank may still have to ask. */
  shows("/plans/:id/updated", ({ visit, id }) => {
    const plan = visit.subscriptions.find((each) => each.id === id);
    if (!plan) return undefined;
    const open = visit.invoices.find(
      (invoice) => invoice.id === plan.latest_invoice && invoice.status === "open",
    );
    return (
      (open && settling(books, visit, open, `${visit.root}/plans/${id}/updated`)) ??
      afterFlow(books, visit, updateFlow(visit), "update")
    );
  });

  function choose(visit: Visit, plan: Subscription, query: URLSearchParams, problem?: WishProblem) {
    return updatePage(visit, plan, choicesFor(books, visit, plan), { query, problem });
  }

  function understood(
    visit: Visit,
    plan: Subscription,
    form: URLSearchParams,
  ): WishProblem | { wish: PlanWish; change: PlanChange } {
    const wish = readWish(books, visit, plan, form);
    if ("problem" in wish) return wish;
    try {
      return { wish, change: planChange(books, visit, plan, wish) };
    } catch (problem) {
      // A code may exist and not be for this person.
      if (problem instanceof StripeProblem) return { at: "code", problem: problem.message };
      throw problem;
    }
  }
}

function updateFlow({ flow }: Visit) {
  return flow?.type === "subscription_update_confirm" ? flow.type : "subscription_update";
}

/** A change that cannot be paid for is not made. */
function cannotPay(visit: Visit, { now, bill }: PlanChange): string | undefined {
  if (!now || bill.amount_due === 0) return undefined;
  const card = chargedCard(visit)?.card;
  if (!card) return "Add a card first. Nothing was changed.";
  return whenCharged(card.last4) === "declined"
    ? "Your card was declined. Nothing was changed."
    : undefined;
}
