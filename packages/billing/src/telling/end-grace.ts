import {
  announce,
  type CustomerRow,
  type Database,
  giveBackLease,
  heldLeases,
  keepNotices,
  lateSince,
  mirrorOf,
  overridesHeld,
  takeLease,
} from "@portico/db";
import { LEASE_MS } from "../leases.ts";
import { graceEnd, standingIn } from "../subscription/access.ts";
import { stateFrom } from "../subscription/state.ts";
import { noticesOfLapse } from "./notices-of-access.ts";

interface EndGraceNeeds {
  db: Database;
  now(): Date;
  /** Whether the host is told of what changed. */
  tells: boolean;
  /** How many days a late payment takes nothing away. */
  graceDays: number;
}

/** Tells of access that ended since then because a payment is late for too long: no letter comes for that. */
export async function endGrace(needs: EndGraceNeeds, since: Date): Promise<void> {
  const now = needs.now();
  const [after, until] = [since, now].map((time) => daysBefore(time, needs.graceDays));
  if (!after || !until) return;
  for (const customer of await lateSince(needs.db, after, until))
    await endGraceOf(needs, customer, since);
}

/** Whoever writes these rows meanwhile sees for themselves that the time is over. */
async function endGraceOf(
  { db, now, tells, graceDays }: EndGraceNeeds,
  { id, organizationId }: CustomerRow,
  since: Date,
) {
  const at = now();
  const lease = await takeLease(db, id, at, new Date(at.getTime() + LEASE_MS));
  if (!lease) return;
  await db.transaction(async (tx) => {
    if ((await heldLeases(tx, [lease])).size === 0) return;
    const state = stateFrom(await mirrorOf(tx, id));
    const ends = state.subscriptions
      .flatMap((each) => graceEnd(standingIn(state, each), graceDays) ?? [])
      .filter((end) => end > since && end <= at);
    if (tells) {
      const given = await overridesHeld(tx, [organizationId], at);
      await keepNotices(
        tx,
        ends.flatMap((end) => noticesOfLapse(organizationId, state, given, { end, at, graceDays })),
      );
    }
    await announce(tx, [organizationId]);
  });
  await giveBackLease(db, lease, now());
}

function daysBefore(time: Date, days: number): Date {
  return new Date(time.getTime() - days * 24 * 60 * 60_000);
}
