import { type Finding, listed, wrong } from "./finding.ts";

export interface LeasesNeeds {
  leasesBeyond(then: Date): Promise<string[]>;
  now(): Date;
}

/** Leases are given for a minute or so. */
const LONGEST_MS = 5 * 60_000;

/** Nobody holds the right to write some rows for longer than anybody should. */
export async function lookAtLeases({ leasesBeyond, now }: LeasesNeeds): Promise<Finding[]> {
  const subjects = await leasesBeyond(new Date(now().getTime() + LONGEST_MS));
  if (subjects.length === 0) return [];
  return [
    wrong(
      `The lease on ${listed(subjects)} runs longer than any is given for, and nothing is written there until it ends.`,
      "A replica's clock was wrong when it took it, or ours is. Set the clocks; the lease ends by itself.",
    ),
  ];
}
