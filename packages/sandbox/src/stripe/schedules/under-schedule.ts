import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";
import { closeSchedule, keepSchedule } from "./keep-schedule.ts";
import { phaseAt, type Schedule } from "./new-schedule.ts";
import { phaseItems } from "./plan-phase.ts";

export function scheduleOf(books: Books, { schedule }: Subscription): Schedule | undefined {
  return schedule ? books.schedules.find(idOf(schedule)) : undefined;
}

/** A plan that ends takes its schedule with it. */
export function endSchedule(
  books: Books,
  plan: Subscription,
  how: "aborted" | "canceled",
  cause: Cause,
) {
  const schedule = scheduleOf(books, plan);
  if (schedule?.status === "active") closeSchedule(books, schedule, how, cause);
}

/** The phase that a plan is in is what somebody made of the plan. */
export function followItems(books: Books, before: Subscription, after: Subscription, cause: Cause) {
  const schedule = scheduleOf(books, after);
  if (!schedule || sold(before) === sold(after)) return;
  const current = phaseAt(schedule, books.now());
  const phases = schedule.phases.map((phase) =>
    phase === current ? { ...phase, items: phaseItems(after) } : phase,
  );
  keepSchedule(books, schedule, { ...schedule, phases }, cause);
}

function sold({ items }: Subscription): string {
  return JSON.stringify(items.data.map(({ price, quantity }) => [price.id, quantity]));
}
