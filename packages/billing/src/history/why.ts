import type { HistoryEntry } from "@portico/db";
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
      return `It was bought beside ${cause.kept}, which was there before.`;
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
  return `${heard}${reason ? `: ${reason}` : ""} (${type}).`;
}

/** It was there before, and we met it when we looked for something else. */
function wasFound({ before, after }: Change, type: string): boolean {
  const tellsOfIt = /\.(created|attached)$/.test(type) && kindOf(type) === after?.kind;
  return before === null && !tellsOfIt;
}

/** With the id by which Stripe finds the event. */
export function causeInWords(change: Change): string {
  const { cause } = change;
  const why = whyInWords(change);
  return cause.by === "event" ? `${why.slice(0, -2)}, ${cause.event}).` : why;
}
