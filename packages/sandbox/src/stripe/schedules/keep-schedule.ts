import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";
import { keepChange } from "../subscriptions/keep-change.ts";
import type { Schedule } from "./new-schedule.ts";

export function keepSchedule(
  books: Books,
  before: Schedule,
  wanted: Schedule,
  cause: Cause,
): Schedule {
  const after = books.schedules.put(wanted);
  if (JSON.stringify(before) !== JSON.stringify(after))
    books.record("subscription_schedule.updated", after, cause, before);
  return after;
}

const ENDS = {
  aborted: { status: "canceled", time: "canceled_at" },
  canceled: { status: "canceled", time: "canceled_at" },
  completed: { status: "completed", time: "completed_at" },
  released: { status: "released", time: "released_at" },
} as const;

/** A schedule moves its plan no more. */
export function closeSchedule(
  books: Books,
  schedule: Schedule,
  how: keyof typeof ENDS,
  cause: Cause,
): Schedule {
  const { status, time } = ENDS[how];
  const closed = { ...schedule, status, current_phase: null, [time]: books.now() };
  books.record(`subscription_schedule.${how}`, books.schedules.put(closed), cause);
  return closed;
}

export function planUnder(books: Books, { subscription }: Schedule): Subscription | undefined {
  return subscription ? books.subscriptions.find(idOf(subscription)) : undefined;
}

const NO_END = { cancel_at: null, canceled_at: null };

/** The plan goes on by itself. */
export function letGo(
  books: Books,
  schedule: Schedule,
  how: "completed" | "released",
  cause: Cause,
  keepsEnd = false,
): Schedule {
  const plan = planUnder(books, schedule);
  const wasToEnd = schedule.end_behavior === "cancel" && !keepsEnd && NO_END;
  if (plan) keepChange(books, plan, { ...plan, schedule: null, ...wasToEnd }, cause);
  const alone = { ...schedule, subscription: null, released_subscription: plan?.id ?? null };
  return closeSchedule(books, alone, how, cause);
}
