import type { Books } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";

const NOTICE = 3 * DAY;

/** When people are told that a trial is about to end: three days before, or at once where it is shorter. */
export function trialWarningAt(books: Books, plan: Subscription): number | undefined {
  const { id, status, trial_end: end } = plan;
  if (status !== "trialing" || end === null) return undefined;
  return books.trialWarnings.get(id)?.trial_end === end ? undefined : end - NOTICE;
}

export function warnOfTrialEnd(books: Books, plan: Subscription) {
  const due = trialWarningAt(books, plan);
  if (due === undefined || due > books.now() || plan.trial_end === null) return;
  books.trialWarnings.put(plan.id, { trial_end: plan.trial_end });
  books.record("customer.subscription.trial_will_end", plan, null);
}
