import type { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { prorationBehavior } from "../endpoint/billing-params.ts";
import { invalid, missingParam } from "../problem.ts";
import { changeItems } from "../subscriptions/items/change-items.ts";
import { scheduleFields, withFields } from "./create-schedule.ts";
import { inPhaseNow } from "./follow-schedule.ts";
import { keepSchedule, planUnder } from "./keep-schedule.ts";
import { phaseAt, type Schedule } from "./new-schedule.ts";
import type { PhaseWish } from "./phase-params.ts";
import { inPhase } from "./phase-plan.ts";
import { type Phase, phasesAsked } from "./phases-asked.ts";

export const scheduleChanges = { ...scheduleFields, proration_behavior: prorationBehavior };

type Asked = z.infer<z.ZodObject<typeof scheduleChanges>> & { phases?: PhaseWish[] | undefined };

export function updateSchedule(
  books: Books,
  before: Schedule,
  asked: Asked,
  cause: Cause,
): Schedule {
  const { metadata: _, phases: wishes, ...fields } = asked;
  const isOpen = before.status === "not_started" || before.status === "active";
  if (!isOpen && (wishes ?? Object.values(fields).find((each) => each !== undefined)))
    throw invalid(
      `You cannot update a subscription schedule that is currently in the \`${before.status}\` status. ` +
        "Only `metadata` can be updated.",
    );
  const phases = wishes ? phasesFrom(books, before, wishes, cause) : before.phases;
  const wanted = { ...withFields(books, before, asked), phases };
  const plan = planUnder(books, before);
  if (!plan || !isOpen) return keepSchedule(books, before, wanted, cause);
  const phase = phaseAt(wanted, books.now());
  if (!phase)
    throw invalid("The phases of an active subscription schedule must include the current time.", {
      param: "phases",
    });
  const after = keepSchedule(books, before, inPhaseNow(wanted, phase, plan.id), cause);
  const { proration_behavior: behavior = "create_prorations" } = asked;
  changeItems(books, plan, inPhase(books, plan, after, phase), behavior, cause);
  return after;
}

/** Phases that are over may be left out; they stay as they were. */
function phasesFrom(books: Books, before: Schedule, wishes: PhaseWish[], cause: Cause): Phase[] {
  const [first] = wishes;
  const start = first?.start_date;
  if (start === undefined) throw missingParam("phases[0][start_date]");
  const from = start === "now" ? books.now() : start;
  const past = before.phases.filter(({ end_date: end }) => end <= from && end <= books.now());
  const customer = idOf(before.customer);
  return [...past, ...phasesAsked(books, wishes, { customer, start: from }, cause)];
}
