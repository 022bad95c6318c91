import type Stripe from "stripe";
import type { Books, Cause } from "../books/books.ts";
import type { Subscription } from "../books/shapes.ts";
import { endSchedule } from "../schedules/under-schedule.ts";

type Details = Stripe.Subscription.CancellationDetails;

export interface Said {
  comment?: string | null | undefined;
  feedback?: Details["feedback"] | undefined;
}

/** As recorded: both the flag and the time are set, and undoing clears them. */
export function cancelAtEnd(subscription: Subscription, atEnd: boolean, now: number): Subscription {
  if (atEnd === subscription.cancel_at_period_end) return subscription;
  return {
    ...endingFor(atEnd ? "cancellation_requested" : null, subscription),
    cancel_at_period_end: atEnd,
    cancel_at: atEnd ? endOf(subscription) : null,
    canceled_at: atEnd ? now : null,
  };
}

/** When the period that a plan is in ends. */
export function endOf({ items }: Subscription): number | null {
  return items.data[0]?.current_period_end ?? null;
}

/** Ends a plan at once. When an earlier wish to cancel was kept, its time stays. */
export function cancelNow(books: Books, subscription: Subscription, cause: Cause): Subscription {
  const now = books.now();
  const ended = books.subscriptions.put({
    ...endingFor("cancellation_requested", subscription),
    status: "canceled",
    cancel_at_period_end: false,
    cancel_at: null,
    canceled_at: subscription.canceled_at ?? now,
    ended_at: now,
  });
  books.record("customer.subscription.deleted", ended, cause);
  endSchedule(books, ended, "canceled", cause);
  return ended;
}

/** The plan, and why it ends; what somebody said about it stays. */
export function endingFor(reason: Details["reason"], plan: Subscription): Subscription {
  const { comment = null, feedback = null } = plan.cancellation_details ?? {};
  return { ...plan, cancellation_details: { comment, feedback, feedback_option: null, reason } };
}

/** Why somebody cancels, in their words. */
export function withWords(subscription: Subscription, said: Said | undefined): Subscription {
  if (!said) return subscription;
  const {
    comment = null,
    feedback = null,
    reason = null,
  } = subscription.cancellation_details ?? {};
  return {
    ...subscription,
    cancellation_details: {
      comment: said.comment === undefined ? comment : said.comment,
      feedback: said.feedback === undefined ? feedback : said.feedback,
      feedback_option: null,
      reason,
    },
  };
}
