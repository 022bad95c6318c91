import type { Books } from "../../books.ts";
import { cancelAtEnd, cancelNow, withWords } from "../../cancel.ts";
import type { Subscription } from "../../shapes.ts";
import { keepChange } from "../../keep-change.ts";
import { byPerson } from "./by-person.ts";
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
