import type { Cause, HistoryEntry } from "@portico/db";
import { onDay } from "@portico/db/examples";
import { explain } from "./explain.ts";

/** One change after the other, a day between them unless it says when. */
export function historyWith(
  changes: (Pick<HistoryEntry, "objectId" | "before" | "after"> & Partial<HistoryEntry>)[],
): HistoryEntry[] {
  return changes.map((change, at) => ({
    id: at + 1,
    organizationId: "org_acme",
    customerId: "cus_acme",
    cause: { by: "sync" },
    stripeAt: onDay(at),
    at: onDay(at),
    actorName: null,
    memberNames: [],
    ...change,
  }));
}

export const by = (event: string, type: string): { cause: Cause } => ({
  cause: { by: "event", event, type },
});

/** What explaining needs, where this is all that happened. */
export function needsToExplain(history: HistoryEntry[]) {
  return {
    knowsOrganization: async (organization: string) => organization === "org_acme",
    historyUntil: async (_: string, at: Date) => history.filter((each) => each.at <= at),
    planNames: async () => new Map([["prod_team", "Team"]]),
    graceDays: 14,
    now: () => onDay(100),
  };
}

/** The explanation of a history, now or at a time. */
export const explained = (history: HistoryEntry[], at?: string) =>
  explain(needsToExplain(history), { organization: "org_acme", at });
