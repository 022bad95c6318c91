import type { HistoryEntry } from "@portico/db";
import { EVENTS, kindOf } from "../webhooks/events.ts";

const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(EVENTS));

type Change = Pick<HistoryEntry, "before" | "after" | "cause" | "actorName">;

/** Why our rows changed: what Stripe told us, who asked, or a look at everything. */
export function whyInWords(change: Change): string {
  const { cause, actorName } = change;
  if (cause.by === "sync") return "A sync compared everything with Stripe.";
  if (cause.by === "refresh") return `Looked up at Stripe for ${actorName ?? cause.actor}.`;
  const reason = REASONS.get(cause.type);
  const heard = wasFound(change, cause.type) ? "Found when Stripe told us" : "Stripe told us";
  return `${heard}${reason ? `: ${reason}` : ""} (${cause.type}).`;
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
