import type { Wait } from "./do-errands.ts";

const NAMED_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 5_000;

/** A product that was just met is asked for its plan meanwhile; one that Stripe has no more is no plan. */
export function waitForNames({ now }: { now(): Date }, askedAt: Date): Wait | undefined {
  if (now().getTime() - askedAt.getTime() > NAMED_WITHIN_MS) return undefined;
  const wait = new Date(now().getTime() + LOOK_AGAIN_MS);
  return { wait, why: "It is not known yet which plan a product is." };
}
