import type { HistoryRow, Said } from "@portico/db";
import { type CustomerState, stateFrom } from "../subscription/state.ts";

export type Change = Pick<HistoryRow, "objectId" | "before" | "after">;

/** What Stripe was known to say once these changes had happened, in their order, and nothing else. */
export function stateAfter(changes: Pick<Change, "objectId" | "after">[]): CustomerState {
  const known = new Map<string, Said>();
  for (const { objectId, after } of changes) {
    if (after?.kind === "override") continue;
    if (after) known.set(objectId, after);
    else known.delete(objectId);
  }
  return stateFrom([...known].map(([id, says]) => ({ id, says })));
}
