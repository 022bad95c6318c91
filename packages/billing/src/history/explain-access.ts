import type { HistoryEntry, OverrideSaid, SubscriptionSaid } from "@portico/db";
import { accessOf, graceEnd, payingIn, type Then } from "../subscription/access.ts";
import type { CustomerState } from "../subscription/state.ts";
import { day, minute } from "../words/index.ts";
import { whenOf } from "./when.ts";
import { stateAfter } from "./state-after.ts";
import { giftInWords } from "./override-words.ts";
import { planInWords, statusInWords } from "./subscription-words.ts";
import { causeInWords } from "./why.ts";

/** Which subscription gives access, or why none does. Of the changes up to a time, the oldest first. */
export function explainAccess(
  history: HistoryEntry[],
  then: Then,
): { has: boolean; sentences: string[] } {
  const state = stateAfter(history);
  const giving = accessOf(state, then);
  const explained = (id: string) => [...standing(history, id), ...lateness(state, id, then)];
  const given = giftsAt(history, then.at);
  const gifts = given.map(({ sentence }) => sentence);
  if (giving.length > 0)
    return { has: true, sentences: [...giving.flatMap(({ id }) => explained(id)), ...gifts] };
  const ever = new Set(history.filter(isOfSubscription).map(({ objectId }) => objectId));
  return {
    has: given.some(({ isPlan }) => isPlan),
    sentences: [
      ...gifts,
      ...deletedCustomers(history),
      ...(ever.size === 0 ? ["Nobody had told us of a subscription by then."] : []),
      ...[...ever].toReversed().flatMap(explained),
    ],
  };
}

/** What it has by our word. */
function giftsAt(history: HistoryEntry[], at: Date): { isPlan: boolean; sentence: string }[] {
  const newest = new Map(history.map((each) => [each.objectId, each]));
  return [...newest.values()].flatMap((each) => {
    const says = each.after;
    if (says?.kind !== "override" || !holdsAt(says, at)) return [];
    return {
      isPlan: "plan" in says.gives,
      sentence: `It was given ${giftInWords(says)}. ${causeInWords(each)}`,
    };
  });
}

function holdsAt({ startsAt, endsAt }: OverrideSaid, at: Date): boolean {
  return (
    Date.parse(startsAt) <= at.getTime() && (endsAt === null || Date.parse(endsAt) > at.getTime())
  );
}

/** How it stands with one subscription, since when and by what. */
function standing(history: HistoryEntry[], id: string): string[] {
  const changes = history.filter((each) => each.objectId === id);
  const says = subscription(changes.at(-1)?.after ?? changes.at(-1)?.before);
  const since = changes.findLast((each) => statusAfter(each) !== statusBefore(each));
  if (!says || !since) return [];
  const now = since.after ? statusInWords(says.status) : "gone from Stripe";
  const name = `The subscription ${id} to ${planInWords(says)}`;
  return [
    `${name} is ${now} since ${sinceWhen(since)}. ${causeInWords(since)}`,
    ...cancellation(changes),
  ];
}

/** What was so when we met it had begun before, and most say when. */
function sinceWhen({ before, after, stripeAt }: HistoryEntry): string {
  const known = stripeAt.toISOString();
  const met = before === null ? subscription(after) : null;
  if (!met) return minute(known);
  const began = beginningOf(met);
  if (began === null) return `before ${minute(known)}`;
  return minute(began < known ? began : known);
}

/** Nothing where a subscription does not tell since when it is as it is. */
function beginningOf({ status, createdAt, trialEnd, endedAt }: SubscriptionSaid): string | null {
  if (status === "active") return trialEnd ?? createdAt;
  if (status === "trialing" || status === "incomplete") return createdAt;
  return endedAt;
}

function cancellation(changes: HistoryEntry[]): string[] {
  const asked = changes.findLast(
    ({ before, after }) => subscription(before)?.cancelAt !== subscription(after)?.cancelAt,
  );
  const cancelAt = subscription(asked?.after)?.cancelAt;
  if (!asked || !cancelAt) return [];
  return [`It was cancelled ${whenOf(asked)}, to end on ${day(cancelAt)}. ${causeInWords(asked)}`];
}

/** A payment that is late takes nothing away for a while. */
function lateness(state: CustomerState, id: string, { at, graceDays }: Then): string[] {
  const late = state.subscriptions.find((each) => each.id === id);
  const end = late && graceEnd(payingIn(state, late), graceDays);
  if (!end) return [];
  const until = day(end.toISOString());
  return [
    end > at
      ? `Its payment is late, which takes nothing away until ${until}.`
      : `Its payment is late, and the time to pay ended on ${until}.`,
  ];
}

function deletedCustomers(history: HistoryEntry[]): string[] {
  const deleted = history.filter(({ before, after }) => before?.kind === "customer" && !after);
  return deleted.map(
    (each) =>
      `The customer ${each.objectId} was deleted on ${minute(each.stripeAt.toISOString())}. ${causeInWords(each)}`,
  );
}

function isOfSubscription({ before, after }: HistoryEntry): boolean {
  return (after ?? before)?.kind === "subscription";
}

function subscription(says: HistoryEntry["after"] | undefined): SubscriptionSaid | null {
  return says?.kind === "subscription" ? says : null;
}

const statusBefore = ({ before }: HistoryEntry) => subscription(before)?.status;
const statusAfter = ({ after }: HistoryEntry) => subscription(after)?.status;
