import type Stripe from "stripe";
import type { Books } from "../books/books.ts";
import { idOf } from "../books/id-of.ts";
import type { Discount, Invoice, Subscription } from "../books/shapes.ts";
import { expireSession } from "../checkout/expire-session.ts";
import { endDiscount } from "../discounts/discounts.ts";
import { collect } from "../invoices/draw-invoice.ts";
import { finalizeInvoice } from "../invoices/finalize-invoice.ts";
import { giveUp, voidInvoice } from "../invoices/lost-invoice.ts";
import { methodFor, payInvoice, subscriptionOf } from "../invoices/pay-invoice.ts";
import { duesOfSchedule } from "../schedules/follow-schedule.ts";
import { endTrial, renew } from "../subscriptions/bills/begin-period.ts";
import { expire, giveUpOn, reachEnd } from "../subscriptions/end-plan.ts";
import { followPayment } from "../subscriptions/follow-payment.ts";
import { keepChange } from "../subscriptions/keep-change.ts";
import { expirePending } from "../subscriptions/pending-update.ts";
import { trialWarningAt, warnOfTrialEnd } from "../subscriptions/trial-warning.ts";
import { awaitedFor, hear } from "./awaited.ts";

/** Something that time brings. */
export interface Due {
  at: number;
  happen: () => void;
}

const PATIENCE_FOR_A_FIRST_PAYMENT = 23 * 60 * 60;
const RENEWED = new Set(["active", "past_due", "unpaid"]);

/** Stands for all who are no customer yet. */
export const NOBODY = "nobody";

/** What happens next to a customer. Of two at the same time, an end comes before a beginning. */
export function nextDue(books: Books, customer: string): Due | undefined {
  const all = [
    ...sessionsOf(books, customer).flatMap((session) => duesOfSession(books, session)),
    ...books.discounts.of(customer).flatMap((each) => endOfDiscount(books, each)),
    ...books.schedules.of(customer).flatMap((each) => duesOfSchedule(books, each)),
    ...books.subscriptions.of(customer).flatMap((plan) => duesOfPlan(books, plan)),
    ...books.invoices.of(customer).flatMap((invoice) => duesOfInvoice(books, invoice)),
    ...awaitedFor(books, customer).map((each) => ({
      at: each.at,
      happen: () => hear(books, each),
    })),
  ];
  return all.toSorted((one, other) => one.at - other.at)[0];
}

function endOfDiscount(books: Books, discount: Discount): Due[] {
  const { customer, end, gone } = discount;
  if (gone || end === null) return [];
  const happen = () => {
    endDiscount(books, discount, null);
    for (const plan of books.subscriptions.of(customer ? idOf(customer) : ""))
      if (plan.ended_at === null) keepChange(books, plan, plan, null);
  };
  return [{ at: end, happen }];
}

function sessionsOf({ checkoutSessions }: Books, customer: string) {
  if (customer !== NOBODY) return checkoutSessions.of(customer);
  return checkoutSessions.all().filter((session) => session.customer === null);
}

function duesOfSession(books: Books, session: Stripe.Checkout.Session): Due[] {
  if (session.status !== "open") return [];
  return [{ at: session.expires_at, happen: () => expireSession(books, session, null) }];
}

function duesOfPlan(books: Books, plan: Subscription): Due[] {
  if (plan.ended_at !== null) return [];
  const { status, cancel_at, trial_end, pause_collection: pause } = plan;
  const due = (at: number | null | undefined, happen: () => void) =>
    at === null || at === undefined ? [] : [{ at, happen }];
  if (status === "incomplete")
    return due(plan.created + PATIENCE_FOR_A_FIRST_PAYMENT, () => expire(books, plan));
  return [
    ...due(plan.pending_update?.expires_at, () => expirePending(books, plan)),
    ...due(trialWarningAt(books, plan), () => warnOfTrialEnd(books, plan)),
    ...due(cancel_at, () => reachEnd(books, plan)),
    ...due(pause?.resumes_at, () =>
      keepChange(books, plan, { ...plan, pause_collection: null }, null),
    ),
    ...(status === "trialing" ? due(trial_end, () => endTrial(books, plan, "later", null)) : []),
    ...(RENEWED.has(status)
      ? due(plan.items.data[0]?.current_period_end, () => renew(books, plan))
      : []),
  ];
}

function duesOfInvoice(books: Books, invoice: Invoice): Due[] {
  const plan = books.subscriptions.find(subscriptionOf(invoice) ?? "");
  if (invoice.auto_advance !== true || plan?.ended_at) return [];
  const { status, automatically_finalizes_at: final, next_payment_attempt: next } = invoice;
  if (status === "draft" && final !== null)
    return [{ at: final, happen: () => stand(books, invoice, plan) }];
  if (status === "open" && next !== null)
    return [{ at: next, happen: () => tryAgain(books, invoice, plan) }];
  return [];
}

/** A draft's hour is over. */
function stand(books: Books, draft: Invoice, plan: Subscription | undefined) {
  const pause = plan?.pause_collection?.behavior;
  if (pause === undefined) return followPayment(books, collect(books, draft, null), null);
  const final = finalizeInvoice(books, draft, null);
  if (final.status !== "open") return final;
  return (pause === "void" ? voidInvoice : giveUp)(books, final, null);
}

function tryAgain(books: Books, open: Invoice, plan: Subscription | undefined) {
  const method = methodFor(books, open);
  const tried = followPayment(books, payInvoice(books, open, { method }, null), null);
  const late = plan && books.subscriptions.find(plan.id);
  const exhausted = tried.status === "open" && tried.next_payment_attempt === null;
  if (late && exhausted && tried.attempt_count > open.attempt_count) giveUpOn(books, late);
}
