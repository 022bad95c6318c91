import { type Finding, worthKnowing, wrong } from "./finding.ts";

export interface CatchUpNeeds {
  readDeployment(): Promise<{ caughtUpTo: Date | null } | null>;
  now(): Date;
}

const HOUR_MS = 60 * 60_000;
const LATE_MS = 24 * HOUR_MS;
const ADVICE = "Fetch what may have been missed: portico sync. Stripe keeps events for 30 days.";

/** Stripe's events were looked through of late for some that never came. */
export async function lookAtCatchUp({ readDeployment, now }: CatchUpNeeds): Promise<Finding[]> {
  const upTo = (await readDeployment())?.caughtUpTo ?? null;
  if (upTo === null)
    return [worthKnowing("Nobody ever looked for letters from Stripe that did not come.", ADVICE)];
  const age = now().getTime() - upTo.getTime();
  if (age <= LATE_MS) return [];
  return [
    wrong(
      `For ${Math.round(age / HOUR_MS)} hours nobody looked for letters from Stripe that did not come.`,
      ADVICE,
    ),
  ];
}
