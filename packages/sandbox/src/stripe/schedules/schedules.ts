import type { Books } from "../books/books.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { datedListing, matching, within } from "../endpoint/filters.ts";
import { pageOf } from "../endpoint/lists.ts";
import { flag, listOf, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { stopPlan } from "../subscriptions/stop-plan.ts";
import { createSchedule, scheduleWish } from "./create-schedule.ts";
import { closeSchedule, letGo, planUnder } from "./keep-schedule.ts";
import type { Schedule } from "./new-schedule.ts";
import { phaseWish } from "./phase-params.ts";
import { scheduleChanges, updateSchedule } from "./update-schedule.ts";

const PATH = "/v1/subscription_schedules";
const byPath = { path: "schedule" };
const filters = {
  canceled_at: within.optional(),
  completed_at: within.optional(),
  customer: text.optional(),
  released_at: within.optional(),
  scheduled: flag.optional(),
};

export function scheduleEndpoints(books: Books, phase: typeof phaseWish = phaseWish): Endpoint[] {
  const { schedules } = books;
  const phases = listOf(phase).optional();
  return [
    endpoint("POST", PATH, { ...scheduleWish, phases }, (asked, { cause }) =>
      createSchedule(books, asked, cause),
    ),
    endpoint("GET", PATH, { ...datedListing, ...filters }, (asked) => {
      const { canceled_at, completed_at, created, customer, released_at, scheduled, ...page } =
        asked;
      const wanted = { canceled_at, completed_at, created, customer, released_at };
      const found = matching(schedules.all(), wanted).filter(
        ({ status }) => scheduled !== true || status === "not_started",
      );
      return pageOf(found, page, PATH, "subscription schedule");
    }),
    endpoint("GET", `${PATH}/:id`, {}, (_, { id }) => schedules.get(id, byPath)),
    endpoint("POST", `${PATH}/:id`, { ...scheduleChanges, phases }, (asked, { id, cause }) =>
      updateSchedule(books, schedules.get(id, byPath), asked, cause),
    ),
    endpoint(
      "POST",
      `${PATH}/:id/cancel`,
      { invoice_now: flag.optional(), prorate: flag.optional() },
      ({ invoice_now: bill = true, prorate = true }, { id, cause }) => {
        const schedule = requireOpen(schedules.get(id, byPath), "cancel");
        const closed = closeSchedule(books, schedule, "canceled", cause);
        const plan = planUnder(books, schedule);
        if (plan) stopPlan(books, plan, { prorate, bill }, cause);
        return closed;
      },
    ),
    endpoint(
      "POST",
      `${PATH}/:id/release`,
      { preserve_cancel_date: flag.optional() },
      ({ preserve_cancel_date: keeps }, { id, cause }) =>
        letGo(books, requireOpen(schedules.get(id, byPath), "release"), "released", cause, keeps),
    ),
  ];
}

function requireOpen(schedule: Schedule, verb: "cancel" | "release"): Schedule {
  if (schedule.status === "not_started" || schedule.status === "active") return schedule;
  throw invalid(
    `You cannot ${verb} a subscription schedule that is currently in the \`${schedule.status}\` status. ` +
      "It must be `not_started` or `active`.",
  );
}
