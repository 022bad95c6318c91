import type { Books, Cause } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { createSchedule } from "./create-schedule.ts";
import { keepSchedule, letGo } from "./keep-schedule.ts";
import { phaseAt } from "./new-schedule.ts";
import type { Phase } from "./phases-asked.ts";
import { phaseOf } from "./plan-phase.ts";
import { scheduleOf } from "./under-schedule.ts";

/** Lets a plan become another, in the period after the one it is in. */
export function changeLater(books: Books, plan: Subscription, later: Subscription, cause: Cause) {
  const schedule = createSchedule(books, { from_subscription: plan.id }, cause);
  const next: Phase = { ...phaseOf(later), proration_behavior: "none" };
  const phases = [...schedule.phases, { ...next, discounts: phaseOf(plan).discounts }];
  keepSchedule(books, schedule, { ...schedule, phases }, cause);
}

/** What the plan was to become is taken back. */
export function takeBack(books: Books, plan: Subscription, cause: Cause): Subscription {
  const schedule = scheduleOf(books, plan);
  if (!schedule) return plan;
  letGo(books, schedule, "released", cause);
  return { ...plan, schedule: null };
}

/** What the plan is to become when the phase that it is in ends. */
export function nextPhase(books: Books, plan: Subscription): Phase | undefined {
  const schedule = scheduleOf(books, plan);
  return schedule && phaseAt(schedule, schedule.current_phase?.end_date ?? 0);
}
