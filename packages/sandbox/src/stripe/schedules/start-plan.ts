import type { Books, Cause } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Subscription } from "../books/shapes.ts";
import { given } from "../endpoint/given.ts";
import { beginPlan } from "../subscriptions/begin-plan.ts";
import { planAsked } from "../subscriptions/plan-asked.ts";
import { endOf, type Schedule } from "./new-schedule.ts";
import { itemsIn, keptPrice, paymentIn, wishesIn } from "./phase-plan.ts";
import type { Phase } from "./phases-asked.ts";

/** The plan that a schedule begins. Its first bill waits an hour, so nobody asks for money yet. */
export function startPlan(
  books: Books,
  schedule: Schedule,
  phase: Phase,
  cause: Cause,
): Subscription {
  const customer = idOf(schedule.customer);
  const { trial_end: trial } = phase;
  const { default_payment_method: method, description, ...settings } = paymentIn(schedule, phase);
  const asked = planAsked(
    books,
    {
      customer,
      items: itemsIn(books, phase, customer),
      discounts: wishesIn(books, phase.discounts, customer),
      default_tax_rates: (phase.default_tax_rates ?? []).map(({ id }) => id),
      metadata: phase.metadata ?? {},
      ...given({
        default_payment_method: method ? idOf(method) : undefined,
        description: description ?? undefined,
        backdate_start_date: phase.start_date < books.now() ? phase.start_date : undefined,
        cancel_at: schedule.end_behavior === "cancel" ? endOf(schedule) : undefined,
        trial_end: trial !== null && trial > books.now() ? trial : undefined,
      }),
    },
    keptPrice,
  );
  const proration_behavior = phase.proration_behavior === "none" ? "none" : undefined;
  const wanted = { ...asked, ...settings, schedule: schedule.id };
  return beginPlan(books, wanted, { proration_behavior }, cause);
}
