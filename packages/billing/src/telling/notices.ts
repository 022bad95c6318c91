import type { Cause, NoticeRow, OverrideRow } from "@portico/db";
import { accessOf, graceEnd, payingIn, type Then } from "../subscription/access.ts";
import { type CustomerState, stateFrom } from "../subscription/state.ts";
import { accessChange, hadThen, type Notice } from "./access-change.ts";

/** Of one writing of our rows. */
export interface Occasion extends Then {
  /** Why we know of an object, and when it was so by Stripe's clock. */
  howOf(object: string): { cause: Cause; stripeAt: Date };
  /** Whether a letter that is settled now says something of the object itself. */
  isNamed(object: string): boolean;
  /** What these and others have by our word. */
  overrides: OverrideRow[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const TRIAL_WARNING_MS = 3 * DAY_MS;

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
    [
      ...accessChanges(organizationId, before, after, occasion),
      ...changesBetween(asOf(organizationId, before), asOf(organizationId, after), occasion),
    ].map(({ about, ...notice }) => ({
      ...notice,
      organizationId,
      cause: occasion.howOf(about).cause,
      at: occasion.at,
      nextAttemptAt: occasion.at,
    })),
  );
}

function accessChanges(
  organization: string,
  before: CustomerState,
  after: CustomerState,
  occasion: Occasion,
): Notice[] {
  const given = occasion.overrides.filter(({ organizationId }) => organizationId === organization);
  const [had, has] = [before, after].map((state) =>
    hadThen(asOf(organization, state), given, occasion),
  );
  return accessChange(
    had ?? [],
    has ?? [],
    (about) => lapseOf(about, asOf(organization, after), occasion) ?? momentOf(about, occasion),
  );
}

/** A customer that moved to another organization is lost to the one and new to the other. */
function asOf(organization: string, state: CustomerState): CustomerState {
  return state.customer?.organization === organization ? state : stateFrom([]);
}

/** Of a customer that an organization had not until now, what it has counts, and nothing that happened long ago. */
function changesBetween(before: CustomerState, after: CustomerState, occasion: Occasion): Notice[] {
  const happened = [
    ...added(failedPayments, before, after),
    ...added((state) => cancelsAsked(state, occasion), before, after).map((each) => ({
      ...each,
      source: momentOf(each.about, occasion),
    })),
    ...added(refundsMade, before, after),
  ];
  return [
    ...trialsEnding(after, occasion),
    ...(before.customer ? happened : happened.filter(({ about }) => isNew(about, after, occasion))),
  ];
}

/** A letter says so, or it was made within the last day. */
function isNew(about: string, state: CustomerState, { isNamed, howOf }: Occasion): boolean {
  const { subscriptions, invoices, refunds } = state;
  const object = [...subscriptions, ...invoices, ...refunds].find(({ id }) => id === about);
  const dayBefore = howOf(about).stripeAt.getTime() - DAY_MS;
  return isNamed(about) || (object !== undefined && Date.parse(object.createdAt) >= dayBefore);
}

/** What ends with the time to pay ends once, whoever notices. */
function lapseOf(about: string, state: CustomerState, { at, graceDays }: Then): string | undefined {
  const late = state.subscriptions.find(({ id }) => id === about);
  const end = late && graceEnd(payingIn(state, late), graceDays);
  return end && end <= at ? `${about} ${end.toISOString()}` : undefined;
}

/** Nothing else tells the second time that access is gained from the first. */
function momentOf(about: string, { howOf, at }: Occasion): string {
  const { cause } = howOf(about);
  return [about, ...(cause.by === "event" ? [cause.event] : []), at.toISOString()].join(" ");
}

function added(
  noticesOf: (state: CustomerState) => Notice[],
  before: CustomerState,
  after: CustomerState,
): Notice[] {
  const known = new Set(noticesOf(before).map(({ source }) => source));
  return noticesOf(after).filter(({ source }) => !known.has(source));
}

/** One for each try. A first try under way, as a bank debit is for days, leaves its subscription as it was. */
function failedPayments({ invoices, subscriptions }: CustomerState): Notice[] {
  const fine = new Set(subscriptions.filter(isFine).map(({ id }) => id));
  return invoices
    .filter(({ status }) => status === "open" || status === "uncollectible")
    .filter((each) => each.attemptCount > (fine.has(each.subscription ?? "") ? 1 : 0))
    .map(({ id, subscription, attemptCount, amountRemaining, currency }) => ({
      kind: "payment.failed",
      about: id,
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
function trialsEnding({ subscriptions, customer }: CustomerState, { howOf }: Occasion): Notice[] {
  return subscriptions.flatMap(({ id, status, trialEnd }) => {
    if (status !== "trialing" || trialEnd === null) return [];
    const { cause, stripeAt } = howOf(id);
    const isWarned = cause.by === "event" && cause.type === "customer.subscription.trial_will_end";
    const isSoon = Date.parse(trialEnd) - stripeAt.getTime() <= TRIAL_WARNING_MS;
    if (!(customer?.testClock ? isWarned : isSoon)) return [];
    const after = { subscription: id, trialEnd };
    return [{ kind: "trial.ending", about: id, source: `${id} ${trialEnd}`, before: null, after }];
  });
}

function cancelsAsked(state: CustomerState, then: Then): Notice[] {
  return accessOf(state, then).flatMap(({ id, cancelAt }) => {
    if (cancelAt === null) return [];
    const after = { subscription: id, cancelAt };
    return [{ kind: "cancel.asked", about: id, source: id, before: null, after }];
  });
}

function refundsMade({ refunds }: CustomerState): Notice[] {
  return refunds
    .filter(({ status }) => status === "succeeded")
    .map(({ id, charge, amount, currency, reason }) => ({
      kind: "refund.made",
      about: id,
      source: id,
      before: null,
      after: { refund: id, charge, amount, currency, reason },
    }));
}
