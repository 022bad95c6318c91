import type { WithId } from "../subscription/state.ts";
import type { HistoryEntry, SubscriptionSaid } from "@portico/db";
import { accessOf } from "../subscription/access.ts";
import { stateAfter } from "./state-after.ts";

export interface AccessAtNeeds {
  historyUntil(organization: string, at: Date): Promise<HistoryEntry[]>;
  graceDays: number;
}

/** What gave an organization access at a time, as we would have answered then. */
export async function accessAt(
  { historyUntil, graceDays }: AccessAtNeeds,
  organization: string,
  at: Date,
): Promise<WithId<SubscriptionSaid>[]> {
  return accessOf(stateAfter(await historyUntil(organization, at)), { at, graceDays });
}
