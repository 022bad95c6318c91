import type { Cause, HistoryEntry } from "@portico/db";
import { EVENTS } from "../webhooks/events.ts";

const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(EVENTS));

/** Why our rows changed: what Stripe told us, who asked, or a look at everything. */
export function whyInWords(cause: Cause, actorName: string | null): string {
  if (cause.by === "sync") return "A sync compared everything with Stripe.";
  if (cause.by === "refresh") return `Looked up at Stripe for ${actorName ?? cause.actor}.`;
  const reason = REASONS.get(cause.type);
  return `Stripe told us${reason ? `: ${reason}` : ""} (${cause.type}).`;
}

/** With the id by which Stripe finds the event. */
export function causeInWords({ cause, actorName }: Pick<HistoryEntry, "cause" | "actorName">) {
  const why = whyInWords(cause, actorName);
  return cause.by === "event" ? `${why.slice(0, -2)}, ${cause.event}).` : why;
}
