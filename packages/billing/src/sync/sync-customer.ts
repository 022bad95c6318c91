import { isDeepStrictEqual } from "node:util";
import { type Kind, mirrorOf, type Said, whatHappened } from "@portico/db";
import { LostLease } from "../leases.ts";
import { refreshCustomer, type RefreshNeeds } from "../projecting/refresh-customer.ts";
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

const AGAIN_MS = 1_000;
/** Longer than a worker that died keeps others from its customer. */
const TRIES = 90;

export async function syncOnceFree(needs: SyncCustomerNeeds, id: string): Promise<SyncedCustomer> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await needs.wait(AGAIN_MS);
    const came = await syncCustomer(needs, id);
    if (came !== "busy") return came;
  }
  return { id, differed: [], failed: "Somebody else was at work on it all the time." };
}

/** `busy` when somebody else is at work on it. */
export async function syncCustomer(
  needs: SyncCustomerNeeds,
  id: string,
): Promise<SyncedCustomer | "busy"> {
  const before = await mirrorOf(needs.db, id);
  try {
    const came = await patiently(needs, () => refreshCustomer(needs, id, { by: "sync" }));
    if (came === "busy") return came;
    const after = came === "same" ? before : await mirrorOf(needs.db, id);
    return { id, differed: kindsThatDiffer(before, after), failed: null };
  } catch (error) {
    if (error instanceof LostLease) return "busy";
    return { id, differed: [], failed: whatHappened(error) };
  }
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
