import { attach, payBy } from "../attach.ts";
import type { Books, Cause } from "../books.ts";
import { cancelAtEnd, cancelNow, withWords } from "../cancel.ts";
import { newId } from "../ids.ts";
import type { Subscription } from "../shapes.ts";
import { keepChange } from "../keep-change.ts";
import type { Visit } from "./visit.ts";

/** Ends a plan as the configuration says, with the reason if it is one that was offered. */
export function cancelPlan(books: Books, visit: Visit, plan: Subscription, reason: string | null) {
  const { mode, cancellation_reason: asked } = visit.configuration.features.subscription_cancel;
  const feedback = asked.options.find((option) => option === reason);
  const told = withWords(plan, feedback === undefined ? undefined : { feedback });
  books.together(() =>
    mode === "immediately"
      ? cancelNow(books, told, byPerson())
      : keepChange(books, plan, cancelAtEnd(told, true, books.now()), byPerson()),
  );
}

export function renewPlan(books: Books, plan: Subscription) {
  const renewed = cancelAtEnd(plan, false, books.now());
  books.together(() => keepChange(books, plan, renewed, byPerson()));
}

/** A new card takes the place of the old one: a plan's own gives way to the customer's. */
export function changeCard(books: Books, { customer, subscriptions }: Visit, card: string) {
  const cause = byPerson();
  books.together(() => {
    const saved = attach(books, customer, card, { param: "payment_method" }, cause);
    payBy(books, customer, saved.id, cause);
    for (const plan of subscriptions)
      if (plan.ended_at === null)
        keepChange(books, plan, { ...plan, default_payment_method: null }, cause);
  });
}

function byPerson(): Cause {
  return { id: newId("req"), idempotency_key: null };
}
