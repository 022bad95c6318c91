import type { Cause, NoticeRow } from "@portico/db";
import { accessOf } from "../subscription/access.ts";
import { type CustomerState, stateFrom } from "../subscription/state.ts";
import type { Change, Plan } from "./change.ts";

/** Of one writing of our rows. */
export interface Occasion {
  cause: Cause;
  at: Date;
  /** When it was so at Stripe, by Stripe's clock. */
  stripeAt: Date;
}

type Notice = Change & { source: string };

const TRIAL_WARNING_MS = 3 * 24 * 60 * 60 * 1000;

/** What the host is told when a customer's rows change, and once before a trial ends, which changes no row. */
export function noticesFrom(
  before: CustomerState,
  after: CustomerState,
  occasion: Occasion,
): NoticeRow[] {
  const organizations = new Set(
    [before, after].flatMap((each) => each.customer?.organization ?? []),
  );
  return [...organizations].flatMap((organizationId) =>
    changesBetween(asOf(organizationId, before), asOf(organizationId, after), occasion).map(
      (notice) => ({
        ...notice,
        organizationId,
        cause: occasion.cause,
        at: occasion.at,
        nextAttemptAt: occasion.at,
      }),
    ),
  );
}

/** A customer that moved to another organization is lost to the one and new to the other. */
function asOf(organization: string, state: CustomerState): CustomerState {
  return state.customer?.organization === organization ? state : stateFrom([]);
}

function changesBetween(before: CustomerState, after: CustomerState, occasion: Occasion): Notice[] {
  const moment = momentOf(occasion);
  return [
    ...planChange(before, after, moment),
    ...added(failedPayments, before, after),
    ...trialsEnding(after, occasion),
    ...added(cancelsAsked, before, after).map((each) => ({
      ...each,
      source: `${each.source} ${moment}`,
    })),
    ...added(refundsMade, before, after),
  ];
}

/** Nothing else tells the second time that access is gained from the first. */
function momentOf({ cause, at }: Occasion): string {
  return cause.by === "event" ? `${cause.event} ${at.toISOString()}` : at.toISOString();
}

function added(
  noticesOf: (state: CustomerState) => Notice[],
  before: CustomerState,
  after: CustomerState,
): Notice[] {
  const known = new Set(noticesOf(before).map(({ source }) => source));
  return noticesOf(after).filter(({ source }) => !known.has(source));
}

function planChange(before: CustomerState, after: CustomerState, source: string): Notice[] {
  const [had, has] = [plansOf(before), plansOf(after)];
  if (isSame(had, has)) return [];
  const kind =
    had.length === 0 ? "access.gained" : has.length === 0 ? "access.lost" : "plan.changed";
  return [{ kind, source, before: had, after: has }];
}

function plansOf(state: CustomerState): Plan[] {
  return accessOf(state).flatMap(({ id, items }) =>
    items.map(({ product, price, quantity }) => ({ subscription: id, product, price, quantity })),
  );
}

/** By what is paid for: the same plan in another subscription is no other plan. */
function isSame(had: Plan[], has: Plan[]): boolean {
  const [one, other] = [had, has].map((plans) =>
    plans.map(({ product, price, quantity }) => `${product} ${price} ${quantity}`).toSorted(),
  );
  return String(one) === String(other);
}

/** One for each try. A first try under way, as a bank debit is for days, leaves its subscription as it was. */
function failedPayments({ invoices, subscriptions }: CustomerState): Notice[] {
  const fine = new Set(subscriptions.filter(isFine).map(({ id }) => id));
  return invoices
    .filter(({ status }) => status === "open" || status === "uncollectible")
    .filter((each) => each.attemptCount > (fine.has(each.subscription ?? "") ? 1 : 0))
    .map(({ id, subscription, attemptCount, amountRemaining, currency }) => ({
      kind: "payment.failed",
      source: `${id} ${attemptCount}`,
      before: null,
      after: {
        invoice: id,
        subscription,
        attempt: attemptCount,
        amount: amountRemaining,
        currency,
      },
    }));
}

function isFine({ status }: { status: string }): boolean {
  return status === "active" || status === "trialing";
}

/** By the date, since no row changes then. A test clock's customer lives at no time of ours: there Stripe's word counts. */
function trialsEnding(state: CustomerState, { cause, stripeAt }: Occasion): Notice[] {
  const isWarned = cause.by === "event" && cause.type === "customer.subscription.trial_will_end";
  const soon = stripeAt.getTime() + TRIAL_WARNING_MS;
  return state.subscriptions.flatMap(({ id, status, trialEnd }) => {
    if (status !== "trialing" || trialEnd === null) return [];
    const isEnding = state.customer?.testClock ? isWarned : Date.parse(trialEnd) <= soon;
    if (!isEnding) return [];
    const after = { subscription: id, trialEnd };
    return [{ kind: "trial.ending", source: `${id} ${trialEnd}`, before: null, after }];
  });
}

function cancelsAsked(state: CustomerState): Notice[] {
  return accessOf(state).flatMap(({ id, cancelAt }) =>
    cancelAt === null
      ? []
      : [
          {
            kind: "cancel.asked",
            source: id,
            before: null,
            after: { subscription: id, cancelAt },
          },
        ],
  );
}

function refundsMade({ refunds }: CustomerState): Notice[] {
  return refunds
    .filter(({ status }) => status === "succeeded")
    .map(({ id, charge, amount, currency, reason }) => ({
      kind: "refund.made",
      source: id,
      before: null,
      after: { refund: id, charge, amount, currency, reason },
    }));
}
