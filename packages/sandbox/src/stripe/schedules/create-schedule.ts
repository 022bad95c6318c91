import { z } from "zod";
import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import { collectionMethod } from "../endpoint/billing-params.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, metadata, oneOf, text, whole } from "../endpoint/params.ts";
import { invalid, missingParam } from "../problem.ts";
import { keepChange } from "../subscriptions/keep-change.ts";
import { billSettings } from "./bill-settings.ts";
import { begin, inPhaseNow } from "./follow-schedule.ts";
import { newSchedule, type Schedule } from "./new-schedule.ts";
import { invoiceSettings, phaseAnchor, type PhaseWish } from "./phase-params.ts";
import { phasesAsked } from "./phases-asked.ts";
import { phaseOf } from "./plan-phase.ts";

export const scheduleFields = {
  default_settings: z
    .strictObject({
      billing_cycle_anchor: phaseAnchor,
      collection_method: collectionMethod,
      default_payment_method: text.optional(),
      description: clearable.optional(),
      invoice_settings: invoiceSettings,
    })
    .optional(),
  end_behavior: oneOf(["cancel", "none", "release", "renew"]).optional(),
  metadata: metadata.optional(),
};
export const scheduleWish = {
  ...scheduleFields,
  customer: text.optional(),
  from_subscription: text.optional(),
  start_date: whole.or(z.literal("now")).optional(),
};

type Fields = z.infer<z.ZodObject<typeof scheduleFields>>;
type Asked = z.infer<z.ZodObject<typeof scheduleWish>> & { phases?: PhaseWish[] | undefined };

export function createSchedule(books: Books, asked: Asked, cause: Cause): Schedule {
  const { from_subscription: plan, customer, start_date: start = "now", phases } = asked;
  if (plan !== undefined) return scheduleFrom(books, plan, asked, cause);
  if (customer === undefined) throw missingParam("customer");
  const { id, test_clock: clock } = books.customers.get(customer, { param: "customer" });
  const from = start === "now" ? books.now() : start;
  const bare = newSchedule({
    id: books.schedules.newId(),
    created: books.now(),
    customer: id,
    phases: phasesAsked(books, phases ?? [], { customer, start: from }, cause),
    clock: clock ? idOf(clock) : null,
  });
  const made = books.schedules.put(withFields(books, bare, asked));
  books.record("subscription_schedule.created", made, cause);
  return from > books.now() ? made : begin(books, made, cause);
}

/** The plan goes on as it is, under a schedule whose only phase so far is its period. */
function scheduleFrom(books: Books, id: string, asked: Asked, cause: Cause): Schedule {
  const plan = books.subscriptions.get(id, { param: "from_subscription" });
  const { customer, phases, start_date: start, end_behavior: end, ...others } = asked;
  if ([customer, phases, start, end, others.default_settings].some((each) => each !== undefined))
    throw invalid(
      "You cannot set `customer`, `start_date`, `phases`, `default_settings` or `end_behavior` if `from_subscription` is set.",
      { param: "from_subscription" },
    );
  if (plan.ended_at !== null)
    throw invalid(`You cannot migrate a subscription that is already in a canceled status.`);
  if (plan.schedule !== null)
    throw invalid(
      `You cannot migrate a subscription that is already attached to a schedule: \`${idOf(plan.schedule)}\`.`,
    );
  const phase = phaseOf(plan);
  const bare = newSchedule({
    id: books.schedules.newId(),
    created: books.now(),
    customer: idOf(plan.customer),
    phases: [phase],
    clock: plan.test_clock ? idOf(plan.test_clock) : null,
  });
  const made = books.schedules.put({
    ...inPhaseNow(withFields(books, bare, asked), phase, id),
    end_behavior: plan.cancel_at === null ? "release" : "cancel",
  });
  books.record("subscription_schedule.created", made, cause);
  keepChange(books, plan, { ...plan, schedule: made.id }, cause);
  return made;
}

export function withFields(books: Books, schedule: Schedule, asked: Fields): Schedule {
  const { default_settings: had } = schedule;
  const { default_settings: wish = {} } = asked;
  const { default_payment_method: method, invoice_settings: bill } = wish;
  const param = "default_settings[default_payment_method]";
  if (method !== undefined) books.paymentMethods.get(method, { param });
  return {
    ...schedule,
    end_behavior: asked.end_behavior ?? schedule.end_behavior,
    metadata: mergeMetadata(schedule.metadata ?? {}, asked.metadata),
    default_settings: {
      ...had,
      billing_cycle_anchor: wish.billing_cycle_anchor ?? had.billing_cycle_anchor,
      collection_method: wish.collection_method ?? had.collection_method,
      default_payment_method: method ?? had.default_payment_method,
      description: wish.description === undefined ? had.description : wish.description,
      invoice_settings: bill ? billSettings(bill.days_until_due ?? null) : had.invoice_settings,
    },
  };
}
