import type { Books } from "../../../books/books.ts";
import type { Invoice, Subscription } from "../../../books/shapes.ts";
import { discountsAsked } from "../../../discounts/discounts.ts";
import { knownBehavior, type ProrationBehavior } from "../../../endpoint/billing-params.ts";
import { changeLater, takeBack } from "../../../schedules/change-later.ts";
import { anchoredAt, endTrial, inPeriodFrom } from "../../../subscriptions/bills/begin-period.ts";
import { previewNow, previewNext } from "../../../subscriptions/bills/preview-invoice.ts";
import {
  changeItems,
  prorationsBetween,
  restarts,
} from "../../../subscriptions/items/change-items.ts";
import { withItems } from "../../../subscriptions/items/with-items.ts";
import { keepChange } from "../../../subscriptions/keep-change.ts";
import { byPerson } from "../../by-person.ts";
import type { Visit } from "../visit.ts";
import type { PlanWish } from "./plan-wish.ts";
import { waits } from "./waits.ts";

/** A change as the configuration wants it made, with nothing written down. */
export interface PlanChange {
  before: Subscription;
  after: Subscription;
  behavior: ProrationBehavior;
  endsTrial: boolean;
  /** It waits until the period ends. */
  later: boolean;
  /** Whether it is paid at once, or with the next bill. */
  now: boolean;
  bill: Invoice;
}

export function planChange(
  books: Books,
  { configuration, customer }: Visit,
  before: Subscription,
  { choice, quantity, discounts }: PlanWish,
): PlanChange {
  const rules = configuration.features.subscription_update;
  const behavior = knownBehavior(rules.proration_behavior) ?? "none";
  const endsTrial = before.status === "trialing" && rules.trial_update_behavior === "end_trial";
  const target = { customer: customer.id, subscription: before.id };
  const taken = discountsAsked(books, discounts, target);
  const base = taken.length > 0 ? { ...before, discounts: taken } : before;
  const id = before.items.data[0]?.id;
  const changes = [{ id, price: choice.price.id, quantity }];
  const wanted = withItems(books, base, changes);
  if (waits(rules, before, wanted)) {
    const end = before.items.data[0]?.current_period_end ?? books.now();
    const then = books.at(end, () => withItems(books, base, changes));
    const after = inPeriodFrom(then, end, then.billing_cycle_anchor);
    const bill = books.at(end, () => previewNow(books, after, after, "none"));
    return { before, after, behavior, endsTrial: false, later: true, now: false, bill };
  }
  const anew = endsTrial || (rules.billing_cycle_anchor === "now" && before.status !== "trialing");
  const after = anew ? anchoredAt(wanted, books.now()) : wanted;
  const differs = prorationsBetween(books, before, after, behavior).length > 0;
  const now = endsTrial || restarts(before, after) || (behavior === "always_invoice" && differs);
  const bill = (now ? previewNow : previewNext)(books, before, after, behavior);
  return { before, after, behavior, endsTrial, later: false, now, bill };
}

export function makeChange(books: Books, change: PlanChange): Subscription {
  const { after, behavior, endsTrial } = change;
  const cause = byPerson();
  return books.together(() => {
    const before = takeBack(books, change.before, cause);
    if (change.later) {
      const kept = keepChange(books, before, { ...before, discounts: after.discounts }, cause);
      changeLater(books, kept, after, cause);
      return books.subscriptions.get(kept.id, { path: "id" });
    }
    const wanted = { ...after, schedule: null };
    return endsTrial
      ? endTrial(books, before, "now", cause, wanted)
      : changeItems(books, before, wanted, behavior, cause);
  });
}
