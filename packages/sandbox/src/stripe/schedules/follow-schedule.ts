import type { Books, Cause } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { DAY } from "../calendar.ts";
import { knownBehavior } from "../endpoint/billing-params.ts";
import { anchoredAt, endTrial, inTrialUntil, renew } from "../subscriptions/bills/begin-period.ts";
import { reachEnd } from "../subscriptions/end-plan.ts";
import { changeItems } from "../subscriptions/items/change-items.ts";
import { keepChange } from "../subscriptions/keep-change.ts";
import { closeSchedule, keepSchedule, letGo, planUnder } from "./keep-schedule.ts";
import { endOf, phaseAt, type Schedule } from "./new-schedule.ts";
import { inPhase } from "./phase-plan.ts";
import type { Phase } from "./phases-asked.ts";
import { startPlan } from "./start-plan.ts";

const NOTICE = 7 * DAY;
const RENEWED = new Set(["active", "past_due", "unpaid"]);

/** What time brings to a schedule. */
export function duesOfSchedule(books: Books, schedule: Schedule) {
  const { current_phase: current, phases, status } = schedule;
  if (status === "not_started")
    return [{ at: phases[0]?.start_date ?? 0, happen: () => begin(books, schedule, null) }];
  if (status !== "active" || !current) return [];
  const end = endOf(schedule);
  const told = books.expiryWarnings.get(schedule.id)?.end === end;
  const warning = {
    at: Math.max(end - NOTICE, schedule.created),
    happen: () => warn(books, schedule),
  };
  return [
    ...(told ? [] : [warning]),
    { at: current.end_date, happen: () => moveOn(books, schedule, current.end_date) },
  ];
}

/** The first phase begins, and with it a plan. */
export function begin(books: Books, schedule: Schedule, cause: Cause): Schedule {
  const phase = phaseAt(schedule, books.now());
  if (!phase) return letGo(books, schedule, "completed", cause);
  const plan = startPlan(books, schedule, phase, cause);
  return keepSchedule(books, schedule, inPhaseNow(schedule, phase, plan.id), cause);
}

export function inPhaseNow(schedule: Schedule, phase: Phase, subscription: string): Schedule {
  const { start_date, end_date } = phase;
  return { ...schedule, status: "active", subscription, current_phase: { start_date, end_date } };
}

function warn(books: Books, schedule: Schedule) {
  books.expiryWarnings.put(schedule.id, { end: endOf(schedule) });
  books.record("subscription_schedule.expiring", schedule, null);
}

/** A phase is over: the next begins, or the schedule ends. */
function moveOn(books: Books, schedule: Schedule, time: number) {
  const phase = phaseAt(schedule, time);
  const plan = planUnder(books, schedule);
  if (!plan) return closeSchedule(books, schedule, "canceled", null);
  if (phase) {
    const moved = keepSchedule(books, schedule, inPhaseNow(schedule, phase, plan.id), null);
    return enter(books, plan, moved, phase);
  }
  if (schedule.end_behavior !== "cancel") return letGo(books, schedule, "completed", null);
  closeSchedule(books, schedule, "completed", null);
  return reachEnd(books, plan);
}

function enter(books: Books, plan: Subscription, schedule: Schedule, phase: Phase) {
  const now = books.now();
  const same = inPhase(books, plan, schedule, phase);
  const anchor = phase.billing_cycle_anchor ?? schedule.default_settings.billing_cycle_anchor;
  const wanted = anchor === "phase_start" ? anchoredAt(same, now) : same;
  const { trial_end: trial } = phase;
  if (trial !== null && trial > now)
    return keepChange(books, plan, inTrialUntil(wanted, trial, now), null);
  if (plan.status === "trialing" && (plan.trial_end ?? 0) <= now)
    return endTrial(books, plan, "later", null, wanted);
  const over = (plan.items.data[0]?.current_period_end ?? 0) <= now;
  if (over && RENEWED.has(plan.status)) return renew(books, plan, wanted);
  const behavior = knownBehavior(phase.proration_behavior) ?? "create_prorations";
  return changeItems(books, plan, wanted, behavior, null);
}
