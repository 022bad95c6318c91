import { type Cause, giveBackLease, type Lease, takeLease } from "@portico/db";
import { readEverything } from "../believing/ask-about.ts";
import { openFile } from "../believing/open-files.ts";
import { wordsOf } from "../believing/words.ts";
import type { ReadNeeds } from "../from-stripe/read-customer.ts";
import { LEASE_MS } from "../leases.ts";
import { type CommitNeeds, commitProjections } from "./commit-projections.ts";

export type RefreshNeeds = ReadNeeds & CommitNeeds;

/** `busy` when somebody else is at work on the customer, `same` when nothing changed. */
export type Refreshed = "done" | "same" | "busy";

/** Reads all that Stripe says about a customer. */
export async function refreshCustomer(
  needs: RefreshNeeds,
  customer: string,
  cause: Cause,
): Promise<Refreshed> {
  return changeAtStripe(needs, customer, cause, async () => {});
}

/** Does something to a customer at Stripe, and writes down what came of it before Stripe can tell us. */
export async function changeAtStripe(
  needs: RefreshNeeds,
  customer: string,
  cause: Cause,
  change: () => Promise<void>,
): Promise<Refreshed> {
  const now = needs.now();
  const until = new Date(now.getTime() + LEASE_MS);
  const lease = await takeLease(needs.db, customer, now, until);
  if (!lease) return "busy";
  try {
    await change();
    return await refreshUnder(needs, lease, cause);
  } catch (error) {
    await giveBackLease(needs.db, lease, needs.now());
    throw error;
  }
}

async function refreshUnder(needs: RefreshNeeds, lease: Lease, cause: Cause) {
  const file = await openFile(needs.db, lease.subject);
  const { findings, read } = await readEverything(needs, file, wordsOf(file.letters), () => cause);
  const settled = file.letters.map(({ id }) => id);
  const projection = { lease, file, findings, read: read?.stretch, settled };
  const changes = await commitProjections(needs, [projection]);
  return changes.length > 0 ? "done" : "same";
}
