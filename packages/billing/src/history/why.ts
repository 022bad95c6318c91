import type { Cause, HistoryEntry } from "@portico/db";
import { EVENTS, kindOf } from "../webhooks/events.ts";
import { day } from "../words/index.ts";

const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(EVENTS));

type Change = Pick<HistoryEntry, "before" | "after" | "cause" | "actorName" | "memberNames">;

/** Why our rows changed: what Stripe told us, who asked, or a look at everything. */
export function whyInWords(change: Change): string {
  const { cause, actorName, memberNames } = change;
  switch (cause.by) {
    case "event":
      return whatStripeTold(change, cause.type);
    case "sync":
      return "A sync compared everything with Stripe.";
    case "refresh":
      return `Looked up at Stripe for ${actorName ?? cause.actor}.`;
    case "change":
      return `Changed here by ${actorName ?? cause.actor}.`;
    case "seats":
      return `The seats follow the members${memberNames.length > 0 ? ": " : ""}${memberNames.join(", ")}.`;
    case "farewell":
      return "The organization was deleted.";
    case "double":
      return "It was bought beside another plan, which was there before.";
    case "grace":
      return `The time to pay ended on ${day(cause.until)}.`;
    case "date":
      return `It was given until ${day(cause.until)}.`;
    case "operator":
      return `Set by ${cause.actor}, who runs this service.`;
  }
}

function whatStripeTold(change: Change, type: string): string {
  const reason = REASONS.get(type);
  const heard = wasFound(change, type) ? "Found when Stripe told us" : "Stripe told us";
  return `${heard}${reason ? `: ${reason}` : " of something new"}.`;
}

/** It was there before, and we met it when we looked for something else. */
function wasFound({ before, after }: Change, type: string): boolean {
  const tellsOfIt = /\.(created|attached)$/.test(type) && kindOf(type) === after?.kind;
  return before === null && !tellsOfIt;
}

/** For whoever runs this service: with what it is called at Stripe. */
export function causeInWords(change: Change): string {
  const why = whyInWords(change);
  const names = namesAtStripe(change.cause);
  return names.length > 0 ? `${why.slice(0, -1)} (${names.join(", ")}).` : why;
}

function namesAtStripe(cause: Cause): string[] {
  if (cause.by === "event") return [cause.type, cause.event];
  return cause.by === "double" ? [cause.kept] : [];
}
