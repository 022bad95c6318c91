import { isDeepStrictEqual } from "node:util";
import { type Kind, mirrorOf, type Said } from "@portico/db";
import { LostLease } from "../subscription/commit-projections.ts";
import { refreshCustomer, type RefreshNeeds } from "../subscription/refresh-customer.ts";
import { patiently, type PatientNeeds } from "./patiently.ts";

/** What came of looking at one customer. */
export interface SyncedCustomer {
  id: string;
  /** What of it was not as Stripe says. */
  differed: Kind[];
  /** Why it could not be looked at. */
  failed: string | null;
}

export type SyncCustomerNeeds = RefreshNeeds & PatientNeeds;

export async function syncCustomer(needs: SyncCustomerNeeds, id: string): Promise<SyncedCustomer> {
  const before = await mirrorOf(needs.db, id);
  try {
    const came = await patiently(needs, () => refresh(needs, id));
    const after = came === "same" ? before : await mirrorOf(needs.db, id);
    return { id, differed: kindsThatDiffer(before, after), failed: null };
  } catch (error) {
    return { id, differed: [], failed: error instanceof Error ? error.message : String(error) };
  }
}

async function refresh(needs: SyncCustomerNeeds, id: string): Promise<"done" | "same"> {
  const came = await refreshCustomer(needs, id, { by: "sync" });
  if (came === "busy") throw new LostLease([id]);
  return came;
}

type Row = { id: string; says: Said };

function kindsThatDiffer(before: Row[], after: Row[]): Kind[] {
  const differing = [...unlike(before, after), ...unlike(after, before)];
  return [...new Set(differing.map(({ says }) => says.kind))].toSorted();
}

function unlike(these: Row[], those: Row[]): Row[] {
  const others = new Map(those.map(({ id, says }) => [id, says]));
  return these.filter(({ id, says }) => !isDeepStrictEqual(says, others.get(id)));
}
