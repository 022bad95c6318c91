import type { Books } from "../../books.ts";
import { anchoredAt, endTrial } from "../../begin-period.ts";
import {
  changeItems,
  prorationsBetween,
  type ProrationBehavior,
  restarts,
  withItems,
} from "../../change-items.ts";
import { discountsAsked } from "../../discounts.ts";
import { billNow, nextBill } from "../../preview-invoice.ts";
import { keepChange } from "../../keep-change.ts";
import { fromNowOn } from "../../later-change.ts";
import type { Invoice, LaterChange, Subscription } from "../../shapes.ts";
import { byPerson } from "./by-person.ts";
import type { PlanWish } from "./plan-wish.ts";
import type { Visit } from "./visit.ts";
import { waits } from "./waits.ts";

/** A change as the configuration wants it made, with nothing written down. */
export interface PlanChange {
  before: Subscription;
  after: Subscription;
  behavior: ProrationBehavior;
  endsTrial: boolean;
  /** It waits until the period ends. */
  later: LaterChange | undefined;
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
  const behavior = BEHAVIORS.find((known) => known === rules.proration_behavior) ?? "none";
  const endsTrial = before.status === "trialing" && rules.trial_update_behavior === "end_trial";
  const target = { customer: customer.id, subscription: before.id };
  const taken = discountsAsked(books, discounts, target);
  const base = taken.length > 0 ? { ...before, discounts: taken } : before;
  const id = before.items.data[0]?.id;
  const wanted = withItems(books, base, [{ id, price: choice.price.id, quantity }]);
  const later = { price: choice.price.id, quantity };
  if (waits(rules, before, wanted)) {
    const end = before.items.data[0]?.current_period_end ?? books.now();
    const after = books.at(end, () => fromNowOn(books, base, later));
    const bill = books.at(end, () => billNow(books, after, after, "none"));
    return { before, after, behavior, endsTrial: false, later, now: false, bill };
  }
  const anew = endsTrial || (rules.billing_cycle_anchor === "now" && before.status !== "trialing");
  const after = anew ? anchoredAt(wanted, books.now()) : wanted;
  const differs = prorationsBetween(books, before, after, behavior).length > 0;
  const now = endsTrial || restarts(before, after) || (behavior === "always_invoice" && differs);
  const bill = (now ? billNow : nextBill)(books, before, after, behavior);
  return { before, after, behavior, endsTrial, later: undefined, now, bill };
}

const BEHAVIORS = ["always_invoice", "create_prorations", "none"] as const;

export function makeChange(books: Books, change: PlanChange): Subscription {
  const { before, after, behavior, endsTrial } = change;
  const cause = byPerson();
  return books.together(() => {
    books.laterChanges.delete(before.id);
    if (change.later) {
      books.laterChanges.put(before.id, change.later);
      return keepChange(books, before, { ...before, discounts: after.discounts }, cause);
    }
    return endsTrial
      ? endTrial(books, before, "now", cause, after)
      : changeItems(books, before, after, behavior, cause);
  });
}
